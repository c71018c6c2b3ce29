/* Counts and small charts, over the articles that the filters leave. */

const MOST_BARS = 12;

function sum(among, of) {
  return among.reduce((whole, row) => whole + of(row), 0);
}

function overCount() {
  return el("p", { class: "over quiet" },
    filtering() ? `Over the ${count(found.rows.length, "article")} that the filters leave, of ${number(rows.length)}. ` : `Over all ${count(rows.length, "article")}. `,
    filtering() && button("Clear the filters", {}, clear));
}

function drawOverview() {
  const among = found.rows;
  byId("overview").replaceChildren(
    el("h2", {}, "Overview"), overCount(), tiles(among),
    el("div", { class: "charts" },
      bars("Quotes per speaker", speakersOf(among).filter((one) => one.name).slice(0, MOST_BARS).map((one) => ({ name: one.name, value: one.quotes, go: { speaker: one.name } })), "No quotes."),
      bars("Topics", subjectsOf(among).map(([name, value]) => ({ name, value, go: { topic: name } })), "No topics."),
      bars("Problems by kind", [...kindsOf(among, (row) => row.problems).map(([name, value]) => ({ name: words(name), value, go: { problem: name }, tone: "bad" })),
        ...missedBar(among)], "No problem, and no quotation missed."),
      bars("Failed checks", tally(among, (row) => row.checks).map(([name, value]) => ({ name: words(name), value, go: { check: name }, tone: name === "speaker unsupported" ? "warn" : "bad" })), "No check failed.", "articles"),
      bars("Status", tally(among, (row) => [row.status]).map(([name, value]) => ({ name: words(name), value, go: { status: name } })), "", "articles"),
      bars("Languages", tally(among, (row) => [row.language]).slice(0, MOST_BARS).map(([name, value]) => ({ name: languageName(name), value, go: { language: name } })), "No language is known.", "articles"),
      costChart(among)));
}

function tiles(among) {
  const costs = among.filter((row) => row.cost !== null);
  const quotations = sum(among, (row) => row.quotes.length);
  const entries = [
    [number(among.length), "articles"],
    [number(among.filter((row) => ["ok", "partial"].includes(row.status)).length), "with a summary"],
    [number(among.filter((row) => row.to_check > 0).length), "to check"],
    [number(quotations), "quotes"],
    [number(speakersOf(among).filter((one) => one.name).length), "speakers"],
    [number(sum(among, (row) => row.claims)), "claims"],
    [number(sum(among, (row) => row.problems.length)), "problems"],
    [number(sum(among, (row) => row.missed.length)), "quotations missed"],
    costs.length > 0 && [money(sum(costs, (row) => row.cost)), costs.length < among.length ? `cost, known for ${number(costs.length)}` : "cost"],
  ].filter(Boolean);
  return el("dl", { class: "tiles" }, entries.map(([value, label]) => el("div", {}, el("dt", {}, label), el("dd", {}, value))));
}

/** Every problem counts here, also several of a kind in one article. */
function kindsOf(among, of) {
  const counts = new Map();
  for (const row of among) for (const kind of of(row)) counts.set(kind, (counts.get(kind) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
}

function missedBar(among) {
  const value = sum(among, (row) => row.missed.length);
  return value ? [{ name: "quotation missed", value, go: { quick: "check" }, tone: "warn" }] : [];
}

/** Subjects of the list that topics are filed under, and the most frequent labels where there are none. */
function subjectsOf(among) {
  const subjects = tally(among, (row) => row.subjects);
  return (subjects.length ? subjects : tally(among, (row) => row.topics)).slice(0, 17);
}

function costChart(among) {
  const known = among.filter((row) => row.cost !== null);
  if (!known.length) {
    const tokens = sum(among, (row) => row.tokens);
    return bars("Cost", [], `No cost is known: the answers came from the store, or from a model without a price.${tokens ? ` ${number(tokens)} tokens.` : ""}`);
  }
  const dearest = [...known].sort((one, other) => other.cost - one.cost).slice(0, 8);
  const mean = sum(known, (row) => row.cost) / known.length;
  return bars(`Cost: the dearest articles (mean ${money(mean)})`, dearest.map((row) => ({ name: row.title, value: row.cost, shown: money(row.cost), open: row.index })), "");
}

function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** A chart of bars, each of which filters the articles, or opens one. */
function bars(title, entries, empty, unit) {
  const most = Math.max(...entries.map((one) => one.value), 0);
  return el("section", { class: "chart" },
    el("h3", {}, title, unit && el("span", { class: "quiet" }, ` · ${unit}`)),
    !entries.length && el("p", { class: "quiet" }, empty),
    entries.length > 0 && el("ul", {}, entries.map((one) => el("li", {}, button([
      own("span", "bar-name", one.name),
      svg("svg", { class: one.tone || "plain", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
        svg("rect", { class: "track", width: 100, height: 8 }), svg("rect", { class: "fill", width: Math.max(1, (100 * one.value) / most), height: 8 })),
      el("span", { class: "bar-value" }, one.shown || number(one.value)),
    ], { class: "bar" }, () => takeUp(one))))));
}

function takeUp(one) {
  go("articles");
  if (one.open !== undefined) return open(one.open);
  choose(one.go);
  byId("list").focus();
}
