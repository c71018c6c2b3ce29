/* The items of a summary as cards: quotes, claims, topics, problems, and what was missed. */

/** What is gathered while an article's cards are made. */
function newSite(outcome) {
  const article = outcome.article || {};
  return {
    outcome,
    language: tag(article.language),
    places: [],
    cards: new Map(),
    names: new Map(),
    nodes: new Map(),
    loose: outcome.problems.map((problem, index) => ({ ...problem, ref: `p${index}` })),
    parts: 0,
  };
}

function place(site, ref, kind, span) {
  if (span) site.places.push({ ref, kind, start: span.start, end: span.end });
}

/** A card that lights its places; `name` is what the line below the article calls it. */
function card(site, ref, kind, name, ...children) {
  const direction = RIGHT_TO_LEFT.test(site.language || "") ? "rtl" : null;
  const node = el("li", { class: `card ${kind}`, "data-ref": ref, tabindex: "0", dir: direction }, children);
  site.cards.set(ref, node);
  site.names.set(ref, name);
  return node;
}

/** Takes the problems that belong to an item out of those that are still to be placed. */
function taken(site, belongs) {
  const mine = site.loose.filter(belongs);
  site.loose = site.loose.filter((problem) => !mine.includes(problem));
  return mine;
}

const under = (path) => (problem) => problem.path === path || problem.path.startsWith(`${path}[`) || problem.path.startsWith(`${path}.`);

function quoteCard(site, quote, ref, name) {
  const span = quote.words;
  const parts = span.parts && span.parts.length ? span.parts : [span];
  for (const part of parts) place(site, ref, "quote", part);
  place(site, ref, "mention", quote.mention);
  place(site, ref, "cue", quote.cue);
  const conflicts = taken(site, (one) => one.kind === "conflicting_speaker" && quote.check && quote.check.verdict === "conflicting" && [quote.speaker, quote.mention && quote.mention.text].includes(one.said));
  for (const problem of conflicts) place(site, ref, "problem", problem.nearest);
  return card(
    site, ref, "quote", `${name}: ${quote.speaker || "speaker not told"}`,
    own("blockquote", "", parts.map((part) => part.text).join(" … "), site.language),
    el("p", { class: "who" }, speakerOf(site, quote), quoteChips(quote)),
    conflicts.map((problem) => note(site, problem)),
  );
}

function speakerOf(site, quote) {
  const name = quote.speaker ? own("b", "", quote.speaker, site.language) : el("i", { class: "quiet" }, "the article does not tell who");
  const written = quote.mention && quote.mention.text !== quote.speaker;
  return [name, written && el("span", { class: "quiet" }, "as written: ", own("span", "", quote.mention.text, site.language))];
}

function quoteChips(quote) {
  const verdict = quote.words.verdict || quote.verdict;
  const flags = quote.words.flags || [];
  const speaker = quote.check && quote.check.verdict;
  return [
    verdict && verdict !== "exact" && chip(words(verdict), "warn", "How the words stood in the article"),
    flags.map((flag) => chip(`leaves out a ${words(flag)}`, "bad")),
    speaker === "conflicting" && chip("speaker: conflicting", "bad"),
    speaker === "unsupported" && chip("speaker: unsupported", "warn", "No cue tells, or only a pronoun does"),
    speaker === "resolved" && chip("speaker: resolved", "", "The cue names the same speaker in another way"),
  ];
}

function claimCard(site, claim, ref, name) {
  for (const span of claim.evidence) place(site, ref, "evidence", span);
  place(site, ref, "mention", claim.source);
  const faults = (claim.checks || []).filter(isFault);
  for (const check of faults) place(site, ref, "problem", check.nearest);
  const problems = taken(site, (one) => one.said === claim.text && ["failed_check", "contradictory_claims"].includes(one.kind));
  for (const problem of problems) place(site, ref, "problem", problem.nearest);
  return card(
    site, ref, "claim", name,
    own("p", "statement", checked(claim.text, claim.checks || []), site.language),
    el("p", { class: "who" }, claimSource(site, claim), claimChips(claim)),
    faults.map((check) => faultLine(site, check)),
    problems.filter((one) => one.kind !== "failed_check").map((problem) => note(site, problem)),
    evidenceList(site, claim.evidence, ref),
  );
}

const isFault = (check) => ["unsupported", "contradicted"].includes(check.verdict);

/** A statement with the words marked that failed a check, or are found outside the evidence. */
function checked(text, checks) {
  const marks = checks.filter((check) => check.verdict !== "supported").map((check) => ({
    start: check.start,
    end: check.end,
    tone: isFault(check) ? "fault" : "elsewhere",
    title: `${words(check.kind)}: ${words(check.verdict)}`,
  }));
  return marked(text, marks);
}

function claimSource(site, claim) {
  return claim.source && el("span", { class: "quiet" }, "according to ", own("span", "", claim.source.text, site.language));
}

function claimChips(claim) {
  const checks = claim.checks || [];
  const held = checks.filter((check) => check.verdict === "supported").length;
  const elsewhere = checks.filter((check) => check.verdict === "elsewhere").length;
  const reading = claim.second_reading;
  return [
    claim.stance && claim.stance !== "asserted" && chip(words(claim.stance), "", "How the source puts it forward"),
    checks.length > 0 && chip(`${held} of ${checks.length} checks in the evidence`, held === checks.length ? "good" : ""),
    elsewhere > 0 && chip(`${elsewhere} elsewhere`, "", "Another part of the article has it"),
    reading && chip(`second reading: ${words(reading)}`, reading === "supported" ? "good" : "bad"),
  ];
}

function faultLine(site, check) {
  return el("p", { class: "note" },
    chip(`${words(check.kind)}: ${words(check.verdict)}`, "bad"), " ",
    own("q", "", check.words, site.language),
    check.nearest && [" — the article: ", own("q", "", check.nearest.text, site.language)],
  );
}

/** Evidence below an item: one line for each sentence, which lights that sentence only. */
function evidenceList(site, spans, ref) {
  if (!spans.length) return null;
  return el("ul", { class: "evidence-list", "aria-label": "Evidence" }, spans.map((span, index) => {
    const only = `${ref}.${index}`;
    place(site, only, "one", span);
    return el("li", { "data-only": only }, own("span", "", span.text, site.language));
  }));
}

/** `whole` says that no topic of the answer was left out, so that its numbers hold in the summary. */
function topicCard(site, topic, index, whole) {
  const ref = `t${index}`;
  for (const span of topic.evidence) place(site, ref, "evidence", span);
  const unknown = taken(site, (one) => whole && !topic.code && one.path === `topics[${index}].code`);
  return card(
    site, ref, "topic", `Topic ${index + 1}`,
    el("p", { class: "topic-line" }, own("b", "", topic.label, site.language),
      topic.code && el("span", { class: "quiet", title: topic.code }, own("span", "", topic.subject || topic.code)),
      topic.share > 0 && share(topic.share)),
    topic.gist && own("p", "gist", topic.gist, site.language),
    unknown.map((problem) => el("div", { class: "note" }, note(site, problem), own("q", "", problem.said))),
  );
}

function share(part) {
  const percent = Math.round(part * 100);
  return el("span", { class: "share", title: "Share of the article in whose paragraphs the evidence stands" },
    svg("svg", { viewBox: "0 0 40 6", width: 40, height: 6, "aria-hidden": "true" },
      svg("rect", { class: "track", width: 40, height: 6, rx: 3 }),
      svg("rect", { class: "fill", width: Math.max(2, 40 * part), height: 6, rx: 3 })),
    `${percent} %`);
}

function missedCard(site, missed, ref) {
  place(site, ref, "missed", missed);
  return card(site, ref, "missed", "Missed quotation",
    el("p", { class: "who" }, chip("missed", "warn"), missed.speaker && own("b", "", missed.speaker, site.language)),
    own("blockquote", "", missed.text, site.language));
}

function gapCard(site, span, ref) {
  place(site, ref, "gap", span);
  return card(site, ref, "uncovered", "Nothing rests on this paragraph", own("p", "clamp", span.text, site.language));
}
