/* Which articles are shown, and in what order. */

const FACETS = [
  { key: "status", label: "Status", of: (row) => [row.status] },
  { key: "verdict", label: "Verdict", of: (row) => row.verdicts },
  { key: "check", label: "Failed check", of: (row) => row.checks },
  { key: "language", label: "Language", of: (row) => [row.language] },
  { key: "source", label: "Source", of: (row) => row.sources },
  { key: "model", label: "Model", of: (row) => [row.model] },
  { key: "schema", label: "Schema", of: (row) => [row.schema] },
  { key: "problem", label: "Problem", of: (row) => row.problems },
  { key: "speaker", label: "Speaker", typed: true, of: (row) => row.quotes.map((quote) => quote[0]) },
  { key: "topic", label: "Topic", typed: true, of: (row) => [...row.subjects, ...row.topics] },
];

const filters = { query: "", quick: "" };
const found = { rows, reading: 0 };
const MOST_SUGGESTED = 500;

const ORDERS = {
  given: () => 0,
  check: (one, other) => other.to_check - one.to_check,
  newest: (one, other) => compare(other.published, one.published),
  oldest: (one, other) => compare(one.published || "9", other.published || "9"),
  title: (one, other) => one.title.localeCompare(other.title),
  quotes: (one, other) => other.quotes.length - one.quotes.length,
  status: (one, other) => compare(one.status, other.status),
  cost: (one, other) => (other.cost || 0) - (one.cost || 0),
};

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** How often each value occurs in the rows, most frequent first. */
function tally(among, of) {
  const counts = new Map();
  for (const row of among) for (const value of new Set(of(row))) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || compare(one[0], other[0]));
}

function has(row, facet) {
  const value = filters[facet.key];
  if (!value) return true;
  if (!facet.typed) return facet.of(row).includes(value);
  const part = fold(value);
  return facet.of(row).some((one) => fold(one).includes(part));
}

const QUICK = { "": () => true, check: (row) => row.to_check > 0, bare: (row) => !["ok", "partial"].includes(row.status) };

/** Applies every filter; searching waits until all articles are read. */
function apply() {
  const parts = wanted(filters.query);
  clearTimeout(found.reading);
  if (parts.length && haystacks.size < rows.length) return readAll();
  const facets = FACETS.filter((facet) => filters[facet.key]);
  found.rows = rows.filter((row) => QUICK[filters.quick](row) && facets.every((facet) => has(row, facet)) && parts.every((part) => haystack(row.index).includes(part)));
  const order = ORDERS[byId("sort").value];
  found.rows.sort((one, other) => order(one, other) || one.index - other.index);
  tell();
  drawList(true);
  if (document.body.dataset.view !== "articles") draw(document.body.dataset.view);
  else if (!narrow.matches) keepOrChoose();
  if (lit.site) markFound();
}

const applySoon = calmly(120, apply);

/** Reads the articles for searching while nothing else is to be done, so that the first search is quick as well. */
function readAhead(index = 0) {
  const later = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 10 }), 60));
  later((idle) => {
    let at = index;
    while (at < rows.length && idle.timeRemaining() > 3) haystack(at++);
    if (at < rows.length) readAhead(at);
  });
}

/** Reads what is not read yet, in slices, so that the page goes on answering; then searches. */
function readAll(index = 0) {
  const end = performance.now() + 40;
  let at = index;
  while (at < rows.length && performance.now() < end) haystack(at++);
  if (at === rows.length) return apply();
  byId("count").textContent = `Reading ${Math.round((100 * at) / rows.length)} %`;
  clearTimeout(found.reading);
  found.reading = setTimeout(readAll, 0, at);
}

function filtering() {
  return Boolean(filters.query || filters.quick || FACETS.some((facet) => filters[facet.key]));
}

function tell() {
  byId("count").textContent = filtering() ? `${number(found.rows.length)} of ${count(rows.length, "article")}` : count(rows.length, "article");
  const active = FACETS.filter((facet) => filters[facet.key]);
  byId("chips").replaceChildren(...active.map((facet) =>
    button([el("span", { class: "unseen" }, "Remove the filter "), el("span", { class: "quiet" }, `${facet.label}: `), own("span", "", filters[facet.key]), " ×"], {}, () => choose({ [facet.key]: "" }))),
    ...(filtering() ? [button("Clear all", {}, clear)] : []));
  byId("more").textContent = active.length ? `Filters · ${active.length}` : "Filters";
  for (const node of document.querySelectorAll("[data-quick]")) node.setAttribute("aria-pressed", String(node.dataset.quick === filters.quick));
}

/** Sets filters, from wherever they are chosen. */
function choose(values) {
  Object.assign(filters, values);
  for (const [key, value] of Object.entries(values)) if (byId(`by-${key}`)) byId(`by-${key}`).value = value;
  if (byId("query").value !== filters.query) byId("query").value = filters.query;
  apply();
}

function clear() {
  choose(Object.fromEntries([["query", ""], ["quick", ""], ...FACETS.map((facet) => [facet.key, ""])]));
}

/** The fields to filter by: those that tell these articles apart. */
function buildFacets() {
  byId("facets").append(...FACETS.flatMap((facet) => {
    const values = tally(rows, facet.of);
    const whole = values.length === 1 && values[0][1] === rows.length;
    if (!values.length || whole) return [];
    return el("label", { class: "facet" }, el("span", {}, facet.label), facet.typed ? typed(facet, values) : choice(facet, values));
  }));
}

function choice(facet, values) {
  const node = el("select", { id: `by-${facet.key}` }, el("option", { value: "" }, "any"),
    values.map(([value, times]) => el("option", { value }, `${words(value)} (${number(times)})`)));
  node.addEventListener("change", () => choose({ [facet.key]: node.value }));
  return node;
}

function typed(facet, values) {
  const list = el("datalist", { id: `names-${facet.key}` }, values.slice(0, MOST_SUGGESTED).map(([value]) => el("option", { value })));
  const node = el("input", { id: `by-${facet.key}`, list: list.id, autocomplete: "off", spellcheck: "false", dir: "auto" });
  node.addEventListener("input", calmly(150, () => choose({ [facet.key]: node.value })));
  return [node, list];
}

function toggleFacets(open = byId("facets").hidden) {
  byId("facets").hidden = !open;
  byId("more").setAttribute("aria-expanded", String(open));
  drawList();
}
