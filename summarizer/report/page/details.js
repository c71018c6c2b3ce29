/* One article: its head, its summary beside its text, and its problems where they belong. */

/** A problem inside the card that it is about. */
function note(site, problem) {
  return el("div", { class: "note" }, chip(words(problem.kind), "bad"), " ", own("span", "", problem.message), problem.nearest && comparison(site, { ...problem, said: "" }));
}

/** A problem that stands for itself: what was answered is not in the summary. */
function problemCard(site, problem) {
  place(site, problem.ref, "problem", problem.nearest);
  return card(site, problem.ref, "problem", `Problem: ${words(problem.kind)}`,
    el("p", { class: "who" }, chip(words(problem.kind), "bad"), problem.path && el("code", { dir: "auto" }, problem.path)),
    own("p", "", problem.message),
    comparison(site, problem));
}

/** What was said above what the article has, with the words marked that differ. */
function comparison(site, problem) {
  const { said, nearest, diff } = problem;
  if (!said && !nearest) return null;
  return el("dl", { class: "diff" },
    said && el("div", {}, el("dt", {}, "Answer"), own("dd", "", differing(said, diff.map((one) => one.said), "said"), site.language)),
    nearest && el("div", {}, el("dt", {}, "Article"), own("dd", "", differing(nearest.text, diff.map((one) => one.article), "has"), site.language)),
    diff.length > 0 && el("div", {}, el("dt", {}, "Differs"), el("dd", {}, el("ul", { class: "changes" }, diff.map((one) => el("li", {},
      own("span", "has", one.article || "nothing", site.language), " became ", own("span", "said", one.said || "nothing", site.language), ` (${words(one.kind)})`))))));
}

/** A text with the differing words marked, each looked for behind the one before. */
function differing(text, changed, tone) {
  const spans = [];
  let from = 0;
  for (const stretch of changed.filter(Boolean)) {
    const at = wholeWord(text, stretch, from);
    if (at < 0) continue;
    from = at + stretch.length;
    spans.push({ from: at, to: from });
  }
  return pieces(text, spans, 0, text.length).map((piece) => (piece.spans.length ? el("mark", { class: tone }, piece.text) : piece.text));
}

function wholeWord(text, stretch, from) {
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(stretch, from); at >= 0; at = text.indexOf(stretch, at + 1)) {
    if (!letter.test(text[at - 1] || "") && !letter.test(text[at + stretch.length] || "")) return at;
  }
  return text.indexOf(stretch, from);
}

function section(title, cards, problems, empty) {
  if (!cards.length && !problems.length && !empty) return null;
  return el("section", { class: "part" },
    el("h3", {}, title, cards.length > 1 && el("span", { class: "quiet" }, ` ${cards.length}`)),
    !cards.length && !problems.length && el("p", { class: "quiet" }, empty),
    cards.length > 0 && el("ul", { class: "cards" }, cards),
    problems.length > 0 && el("ul", { class: "cards", "aria-label": `Not in the summary: ${title}` }, problems));
}

/** The default summary's parts, each followed by what of it did not hold. */
function articleSummary(site, summary) {
  const rest = (name) => taken(site, under(name)).map((problem) => problemCard(site, problem));
  const quotes = summary.quotes.map((quote, index) => quoteCard(site, quote, `q${index}`, `Quote ${index + 1}`));
  const claims = summary.claims.map((claim, index) => claimCard(site, claim, `c${index}`, `Claim ${index + 1}`));
  const whole = site.loose.every((one) => !under("topics")(one) || one.kind === "unknown_subject");
  const topics = summary.topics.map((topic, index) => topicCard(site, topic, index, whole));
  return [
    frame(site, summary),
    section("Quotes", quotes, [...rest("quotes"), ...missedCards(site)], "No quotes."),
    section("Claims", claims, rest("claims"), "No claims."),
    section("Topics", topics, rest("topics"), "No topics."),
  ];
}

/** Headline and abstract; their checks are told apart by the words they name. */
function frame(site, summary) {
  const part = (name, level, ref) => {
    const text = summary[name];
    const letters = [...text];
    const checks = (summary.checks || []).filter((check) => letters.slice(check.start, check.end).join("") === check.words && mentions(site, name, check));
    const problems = taken(site, under(name));
    for (const check of checks) place(site, ref, "problem", check.nearest);
    for (const problem of problems) place(site, ref, "problem", problem.nearest);
    return text && card(site, ref, "frame", words(name), own(level, "", checked(text, checks), site.language),
      checks.map((check) => faultLine(site, check)),
      problems.filter((one) => one.kind !== "failed_check").map((problem) => note(site, problem)));
  };
  return el("ul", { class: "cards head" }, part("headline", "h3", "h0"), part("abstract", "p", "h1"));
}

/** Whether the failed check is this part's: the problem about the part quotes the words. */
function mentions(site, name, check) {
  const problem = site.outcome.problems.find((one) => one.path === name && one.kind === "failed_check");
  return Boolean(problem && problem.message.includes(`“${check.words}”`));
}

/** The quotations that the summary lacks, made once: among the quotes where there is such a part, else at the end. */
function missedCards(site) {
  const missed = site.outcome.audit ? site.outcome.audit.missed : [];
  return missed.flatMap((one, index) => (site.cards.has(`m${index}`) ? [] : [missedCard(site, one, `m${index}`)]));
}

function auditPart(site) {
  const audit = site.outcome.audit;
  if (!audit) return null;
  const missed = missedCards(site);
  const gaps = audit.uncovered.map((span, index) => gapCard(site, span, `g${index}`));
  const told = audit.quotations ? `${audit.returned} of the article’s ${count(audit.quotations, "direct quotation")} in the summary.` : "The article has no direct quotations.";
  return el("section", { class: "part" },
    el("h3", {}, "Left out"),
    el("p", { class: "quiet" }, told, gaps.length > 0 && ` Nothing rests on ${count(gaps.length, "paragraph")}.`),
    missed.length > 0 && el("ul", { class: "cards" }, missed),
    gaps.length > 0 && el("details", {}, el("summary", {}, count(gaps.length, "paragraph"), " on which nothing rests"), el("ul", { class: "cards" }, gaps)));
}

function facts(outcome, row) {
  const article = outcome.article || {};
  const link = address(article.url);
  const usage = outcome.usage;
  const spent = [
    outcome.model,
    usage.cost_usd !== null && money(usage.cost_usd),
    usage.input_tokens + usage.output_tokens > 0 && `${number(usage.input_tokens + usage.output_tokens)} tokens`,
    usage.cached > 0 && `${usage.cached} of ${count(usage.calls, "call")} from the store`,
  ].filter(Boolean).join(" · ");
  return el("p", { class: "facts" },
    chip(words(outcome.status), statusTone(outcome.status)),
    row.to_check > 0 && chip(`${row.to_check} to check`, "warn"),
    article.published && own("span", "", article.published),
    article.language && own("span", "", article.language),
    own("span", "source", outcome.source || outcome.id),
    link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, "article’s page") : article.url && own("span", "quiet", article.url),
    own("span", "quiet", spent));
}

const statusTone = (status) => ({ ok: "good", partial: "warn" })[status] || "bad";

/** What went wrong, or was noticed on reading. */
function remarks(outcome) {
  return [
    outcome.error && el("div", { class: "remark bad" }, el("b", {}, outcome.error_kind ? words(outcome.error_kind) : words(outcome.status)), own("p", "", outcome.error)),
    outcome.notes.length > 0 && el("ul", { class: "remark" }, outcome.notes.map((one) => own("li", "", one))),
  ];
}

function summarySide(site) {
  const { outcome } = site;
  const summary = outcome.summary;
  const known = outcome.schema === "ArticleSummary";
  const parts = summary === null ? el("p", { class: "quiet" }, "No summary.") : known ? articleSummary(site, summary) : anyFields(site, summary);
  const audit = auditPart(site);
  const loose = taken(site, () => true).map((problem) => problemCard(site, problem));
  return [remarks(outcome), parts, section("Problems", [], loose), audit];
}

const LAYERS = [["quote", "Quotes"], ["mention", "Speakers"], ["evidence", "Evidence"], ["missed", "Missed"], ["problem", "Problems"]];
const hidden = new Set();

/** Switches for the kinds of places, which are their legend as well. */
function layers(site) {
  const there = new Set(site.places.map((one) => one.kind));
  return el("div", { class: "layers", role: "group", "aria-label": "Marks in the article" }, LAYERS.filter(([kind]) => there.has(kind)).map(([kind, label]) =>
    button(el("span", { class: `place ${kind}` }, label), { "aria-pressed": String(!hidden.has(kind)), "data-layer": kind }, (event) => {
      hidden.has(kind) ? hidden.delete(kind) : hidden.add(kind);
      event.currentTarget.setAttribute("aria-pressed", String(!hidden.has(kind)));
      veil();
    })));
}

function veil() {
  const pane = byId("article");
  for (const [kind] of LAYERS) pane.classList.toggle(`no-${kind}`, hidden.has(kind));
}

/** Shows an article: the summary is made first, since its cards say which places the text has. */
function showArticle(index) {
  const detail = byId("detail");
  const outcome = outcomeOf(index);
  const row = rows[index];
  const site = newSite(outcome);
  const summary = summarySide(site);
  const article = outcome.article;
  const text = article ? articleText(article.text, site.places, site.language) : el("p", { class: "quiet" }, "The article could not be read.");
  detail.replaceChildren(
    el("header", { class: "lead" },
      el("div", { class: "steps" }, button("‹ All articles", { id: "back" }, () => browse()),
        el("div", { class: "sides", role: "group", "aria-label": "Side" },
          button("Summary", { "data-side": "summary" }, () => side("summary")), button("Article", { "data-side": "article" }, () => side("article")))),
      own("h2", "", row.title, site.language),
      facts(outcome, row)),
    el("div", { id: "summary", class: "pane", tabindex: "0", role: "region", "aria-label": "Summary" }, summary),
    el("div", { class: "pane-box" },
      site.places.length > 0 && el("div", { class: "pane-top" }, layers(site)),
      el("div", { id: "article", class: "pane", tabindex: "0", role: "region", "aria-label": "Article" }, text),
      el("p", { id: "told", class: "told", role: "status" })));
  for (const node of detail.querySelectorAll(".place[data-refs]")) {
    for (const ref of refsOf(node)) site.nodes.set(ref, [...(site.nodes.get(ref) || []), node]);
  }
  lit.site = site;
  lit.nodes = [];
  lit.under = null;
  veil();
  side("summary");
}

/** Which side is seen where there is room for one only. */
function side(name) {
  byId("detail").dataset.side = name;
  for (const node of document.querySelectorAll("[data-side]")) {
    if (node.matches("button")) node.setAttribute("aria-pressed", String(node.dataset.side === name));
  }
}
