/* An article's text with its places marked: spans that overlap are cut into pieces, each of which knows all it belongs to. */

/** From code points, in which results count, to the UTF-16 units of strings here. */
function units(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const starts = [];
  let unit = 0;
  for (const character of text) {
    starts.push(unit);
    unit += character.length;
  }
  starts.push(unit);
  return (at) => starts[Math.min(at, starts.length - 1)];
}

/** The text cut at every border of the spans (`from` and `to` in UTF-16 units): pieces with the spans that cover each. */
function pieces(text, spans, from, to) {
  const inside = spans.filter((span) => span.from < to && span.to > from).sort((one, other) => one.from - other.from);
  const borders = new Set([from, to]);
  for (const span of inside) {
    borders.add(Math.max(span.from, from));
    borders.add(Math.min(span.to, to));
  }
  const cuts = [...borders].sort((one, other) => one - other);
  let next = 0;
  let open = [];
  return cuts.slice(0, -1).map((start, at) => {
    open = open.filter((span) => span.to > start);
    while (next < inside.length && inside[next].from <= start) open.push(inside[next++]);
    return { text: text.slice(start, cuts[at + 1]), spans: open };
  });
}

/** A short statement with some of its words marked; offsets in code points. */
function marked(text, marks) {
  const at = units(text);
  const spans = marks.map((mark) => ({ ...mark, from: at(mark.start), to: at(mark.end) }));
  return pieces(text, spans, 0, text.length).map((piece) => {
    if (!piece.spans.length) return piece.text;
    const mark = piece.spans[piece.spans.length - 1];
    return el("mark", { class: mark.tone, title: mark.title || null }, piece.text);
  });
}

/** Where paragraphs are, in UTF-16 units: at empty lines where there are any, else at line breaks. */
function paragraphs(text) {
  const separator = /\S[^\S\n]*\n[^\S\n]*\n\s*\S/.test(text) ? /\n[^\S\n]*\n\s*/g : /\n/g;
  const found = [];
  let from = 0;
  for (const gap of text.matchAll(separator)) {
    found.push([from, gap.index]);
    from = gap.index + gap[0].length;
  }
  found.push([from, text.length]);
  return found.map(([start, end]) => [start, start + text.slice(start, end).trimEnd().length]).filter(([start, end]) => start < end);
}

/**
 * The article's text as paragraphs.
 * places: `{ref, kind, start, end}`, code points; ref names the item that rests on the place.
 */
function articleText(text, places, language) {
  const at = units(text);
  const spans = places.map((place) => ({ ...place, from: at(place.start), to: at(place.end) })).filter((span) => span.from < span.to);
  const gaps = spans.filter((span) => span.kind === "gap");
  const body = el("div", { id: "text", class: "text", lang: language });
  for (const [from, to] of paragraphs(text)) {
    const gap = gaps.some((span) => span.from < to && span.to > from);
    const children = pieces(text, spans, from, to).map((piece) => (piece.spans.length ? placeNode(piece) : piece.text));
    body.append(el("p", { class: gap ? "gap" : null, dir: "auto" }, children));
  }
  const first = body.querySelector(".place");
  if (first) first.tabIndex = 0;
  return body;
}

function placeNode(piece) {
  const kinds = [...new Set(piece.spans.map((span) => span.kind))];
  const refs = [...new Set(piece.spans.map((span) => span.ref))];
  return el("span", { class: `place ${kinds.join(" ")}`, "data-refs": refs.join(" "), tabindex: "-1" }, piece.text);
}
