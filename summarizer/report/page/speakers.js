/* Who is quoted, over all articles. */

const table = { by: "quotes", down: true, part: "", most: 100 };
const COLUMNS = [["name", "Speaker"], ["quotes", "Quotes"], ["articles", "Articles"], ["unsure", "Unsure"], ["missed", "Missed"]];

/** Speakers with their counts, most quoted first; names that agree up to a comma are one speaker. */
function speakersOf(among) {
  const known = new Map();
  const entry = (name) => {
    const short = speakerName(name);
    const key = fold(short);
    if (!known.has(key)) known.set(key, { name: short, key, quotes: 0, unsure: 0, missed: 0, rows: new Set() });
    return known.get(key);
  };
  for (const row of among) {
    for (const [name, , verdict] of row.quotes) {
      const one = entry(name);
      one.quotes += 1;
      one.rows.add(row.index);
      if (verdict === "conflicting" || verdict === "unsupported") one.unsure += 1;
    }
    for (const name of row.missed) {
      const one = entry(name);
      one.missed += 1;
      one.rows.add(row.index);
    }
  }
  for (const one of known.values()) one.articles = one.rows.size;
  return [...known.values()].sort((one, other) => other.quotes - one.quotes || compare(one.key, other.key));
}

function drawSpeakers() {
  const page = byId("speakers");
  if (!byId("speaker-part")) {
    const part = el("input", { id: "speaker-part", type: "search", placeholder: "Find a speaker", "aria-label": "Find a speaker", autocomplete: "off" });
    part.addEventListener("input", () => {
      Object.assign(table, { part: part.value, most: 100 });
      drawTable();
    });
    page.replaceChildren(el("h2", {}, "Speakers"), el("div", { id: "speakers-over" }), part, el("div", { id: "speaker-table" }));
  }
  byId("speakers-over").replaceChildren(overCount());
  drawTable();
}

function drawTable() {
  const part = fold(table.part.trim());
  const all = speakersOf(found.rows).filter((one) => one.key.includes(part));
  const sign = table.down ? -1 : 1;
  all.sort((one, other) => sign * (table.by === "name" ? one.key.localeCompare(other.key) : one[table.by] - other[table.by]) || compare(one.key, other.key));
  byId("speaker-table").replaceChildren(
    el("p", { class: "quiet", role: "status" }, count(all.length, "speaker")),
    el("div", { class: "scroller" }, el("table", {}, el("caption", { class: "unseen" }, "Speakers, with their quotes over all articles"), el("thead", {}, el("tr", {}, COLUMNS.map(heading))),
      el("tbody", {}, all.slice(0, table.most).flatMap(speakerRow)))),
    all.length > table.most ? button(`Show more (${number(all.length - table.most)})`, { class: "show-more" }, () => { table.most += 200; drawTable(); }) : "");
}

function heading([key, label]) {
  const here = table.by === key;
  return el("th", { scope: "col", class: key === "name" ? null : "figure", "aria-sort": here ? (table.down ? "descending" : "ascending") : null },
    button(`${label}${here ? (table.down ? " ↓" : " ↑") : ""}`, { "data-by": key }, () => {
      Object.assign(table, here ? { down: !table.down } : { by: key, down: key !== "name" });
      drawTable();
      document.querySelector(`[data-by="${key}"]`).focus();
    }));
}

function speakerRow(one) {
  const below = el("tr", { class: "below", hidden: true }, el("td", { colspan: COLUMNS.length }));
  const name = one.name ? own("span", "", one.name) : el("i", {}, "not told by the article");
  const toggle = button(name, { "aria-expanded": "false", class: "speaker" }, () => {
    below.hidden = !below.hidden;
    toggle.setAttribute("aria-expanded", String(!below.hidden));
    if (!below.hidden) below.firstChild.replaceChildren(quotesOf(one));
  });
  return [
    el("tr", {}, el("th", { scope: "row" }, toggle), COLUMNS.slice(1).map(([key]) => el("td", { class: `figure${one[key] && (key === "unsure" || key === "missed") ? " warn" : ""}` }, one[key] ? number(one[key]) : "–"))),
    below,
  ];
}

/** One speaker's quotes, article by article; read from the articles when they are asked for. */
function quotesOf(one) {
  const indexes = [...one.rows];
  const shown = indexes.slice(0, 50);
  return el("div", { class: "quotes-of" }, shown.map((index) => {
    const outcome = outcomeOf(index);
    const language = tag(outcome.article && outcome.article.language);
    const mine = (speaker) => fold(speakerName(speaker)) === one.key;
    const quotes = quoteShapes(outcome.summary).filter((quote) => mine(quote.speaker));
    const missed = ((outcome.audit && outcome.audit.missed) || []).filter((quotation) => mine(quotation.speaker));
    return el("section", {},
      button(own("span", "", rows[index].title, language), { class: "plain-link" }, () => { go("articles"); openAnyway(index); }),
      el("ul", {}, quotes.map((quote) => el("li", {}, own("q", "", quote.words.text, language), quote.speaker !== one.name && own("span", "quiet", quote.speaker, language))),
        missed.map((quotation) => el("li", {}, own("q", "", quotation.text, language), chip("missed", "warn")))));
  }), indexes.length > shown.length && el("p", { class: "quiet" }, `and ${count(indexes.length - shown.length, "more article", "more articles")}: filter the articles by this speaker.`),
  one.name && button("Show the articles", {}, () => { go("articles"); choose({ speaker: one.name }); }));
}

function quoteShapes(value) {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(quoteShapes);
  return isQuote(value) ? [value] : Object.values(value).flatMap(quoteShapes);
}
