/* The results: rows of the index at once, whole articles only when they are looked at. */

const rows = JSON.parse(byId("index").textContent);
rows.forEach((row, index) => { row.index = index; });

const opened = new Map();
const MOST_OPEN = 40;

/** One article's whole outcome, parsed when it is first asked for. */
function outcomeOf(index) {
  let outcome = opened.get(index);
  if (!outcome) {
    outcome = read(index);
    if (opened.size >= MOST_OPEN) opened.delete(opened.keys().next().value);
    opened.set(index, outcome);
  }
  return outcome;
}

/** Reads an outcome's data; the words of spans, which are left out there, are cut from the article. */
function read(index) {
  const outcome = JSON.parse(byId(`data-${index}`).textContent);
  const text = (outcome.article || { text: "" }).text;
  const at = units(text);
  const cut = (value) => {
    if (value === null || typeof value !== "object") return;
    if (value.text === false && Number.isInteger(value.start) && Number.isInteger(value.end)) value.text = text.slice(at(value.start), at(value.end));
    Object.values(value).forEach(cut);
  };
  cut(outcome);
  return outcome;
}

/** Text for comparing: no case, no accents, compatible forms made one. */
const fold = (text) => (PLAIN.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "")).toLowerCase();

const PLAIN = /^[\x00-\x7f\u2012-\u2016\u2018-\u2023]*$/;

const haystacks = new Map();

/** All that can be found of an article: its text, title and source, and every string of its summary. */
function haystack(index) {
  let found = haystacks.get(index);
  if (found === undefined) {
    const outcome = JSON.parse(byId(`data-${index}`).textContent); // without the words of spans, which the text has
    const article = outcome.article || {};
    const parts = [outcome.id, outcome.source, outcome.error, article.title, article.text, article.url];
    parts.push(...strings(outcome.summary), ...outcome.notes, ...outcome.problems.flatMap((one) => [one.said, one.message]));
    found = fold(parts.filter(Boolean).join("\n"));
    haystacks.set(index, found);
  }
  return found;
}

function strings(value) {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (value === null || typeof value !== "object" || isSpan(value)) return [];
  return Object.values(value).flatMap(strings);
}

/** Whether a value is a place in the article. */
function isSpan(value) {
  return value !== null && typeof value === "object" && Number.isInteger(value.start) && Number.isInteger(value.end) && typeof value.text === "string" && !("words" in value);
}

/** What is searched for: words that must all occur, and "words in quotation marks" as they stand. */
function wanted(query) {
  const found = query.matchAll(/["“„«]([^"”“»]+)["”“»]?|(\S+)/g);
  return [...found].map((match) => fold((match[1] || match[2]).trim())).filter(Boolean);
}

/** The key under which one speaker's names are put together: what stands before a comma or bracket. */
function speakerName(name) {
  return name.split(/[,،、，(（]/u)[0].trim() || name.trim();
}
