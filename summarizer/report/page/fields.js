/* A summary of any schema: its fields as they are named, every place of the article in it marked. */

/** Whether an object is a quote as the ready schemas have it. */
const isQuote = (value) => value !== null && typeof value === "object" && isSpan(value.words) && typeof value.speaker === "string";

function anyFields(site, summary) {
  return Object.entries(summary).map(([name, value]) => {
    const several = Array.isArray(value) && !(value.length && value.every(isSpan) && !("verdict" in value[0]));
    const items = several ? value : [value];
    const cards = items.filter((item) => item !== null).map((item) => anyCard(site, item, words(name)));
    return section(words(name), cards, taken(site, under(name)).map((problem) => problemCard(site, problem)), "—");
  });
}

function anyCard(site, value, name) {
  const ref = `f${site.parts++}`;
  if (isQuote(value)) return quoteCard(site, value, ref, name);
  return card(site, ref, "field", name, shown(site, value, ref));
}

/** A value inside a card; its places belong to the card. */
function shown(site, value, ref) {
  if (value === null || value === "") return el("span", { class: "quiet" }, "—");
  if (isSpan(value)) return spanField(site, value, ref);
  if (Array.isArray(value) && value.length && value.every((one) => isSpan(one) && !("verdict" in one))) {
    for (const span of value) place(site, ref, "evidence", span);
    return evidenceList(site, value, `${ref}.${site.parts++}`);
  }
  if (Array.isArray(value)) return value.length ? el("ul", { class: "values" }, value.map((one) => el("li", {}, shown(site, one, ref)))) : el("span", { class: "quiet" }, "—");
  if (typeof value === "object") {
    return el("dl", { class: "fields" }, Object.entries(value).map(([name, item]) => el("div", {}, el("dt", { dir: "auto" }, words(name)), el("dd", {}, shown(site, item, ref)))));
  }
  return own("span", "value", String(value), site.language);
}

function spanField(site, span, ref) {
  const verbatim = "verdict" in span;
  const parts = span.parts && span.parts.length ? span.parts : [span];
  for (const part of parts) place(site, ref, verbatim ? "quote" : "mention", part);
  const text = parts.map((part) => part.text).join(" … ");
  return verbatim
    ? [own("blockquote", "", text, site.language), span.verdict !== "exact" && chip(words(span.verdict), "warn")]
    : own("span", "value", text, site.language);
}
