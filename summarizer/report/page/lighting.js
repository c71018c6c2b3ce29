/* What is pointed at or focused lights up on both sides, and the other side scrolls to it. */

const still = matchMedia("(prefers-reduced-motion: reduce)");
const lit = { site: null, nodes: [], turn: 0 };

/** Scrolls a pane, and nothing else, so that a node can be seen. */
function reveal(pane, node) {
  if (!pane || !node) return;
  const box = pane.getBoundingClientRect();
  const target = node.getBoundingClientRect();
  const scrolls = pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible";
  const behavior = still.matches ? "auto" : "smooth";
  if (!scrolls) {
    if (target.top < 60 || target.bottom > innerHeight) node.scrollIntoView({ block: "center", behavior });
  } else if (target.top < box.top + 12 || target.bottom > box.bottom - 12) {
    const top = pane.scrollTop + target.top - box.top - Math.max(40, (box.height - target.height) / 3);
    pane.scrollTo({ top, behavior });
  }
}

const refsOf = (node) => (node.dataset.refs || node.dataset.ref || "").split(" ").filter(Boolean);

function darken() {
  for (const node of lit.nodes) node.classList.remove("lit", "now");
  lit.nodes = [];
}

/** Items that rest on several sentences: pointing at one of these lights the item, not the others. */
const SEVERAL = /^[cftg]\d+$/;

/** Lights what belongs to a card or place, on both sides. */
function light(node) {
  darken();
  const site = lit.site;
  if (!site || !node) return say("");
  const chosen = node.dataset.only ? [node.dataset.only] : refsOf(node);
  const fromText = node.classList.contains("place");
  for (const ref of chosen) {
    if (!fromText || !SEVERAL.test(ref)) lit.nodes.push(...(site.nodes.get(ref) || []));
    if (fromText && site.cards.has(ref)) lit.nodes.push(site.cards.get(ref));
  }
  lit.nodes.push(node);
  for (const one of lit.nodes) one.classList.add("lit");
  say(fromText ? byWeight(chosen).map((ref) => site.names.get(ref)).filter(Boolean).join(" · ") : "");
}

/** The first thing on the other side. */
function counterpart(node) {
  const site = lit.site;
  if (!site) return null;
  if (node.classList.contains("place")) return byWeight(refsOf(node)).map((ref) => site.cards.get(ref)).find(Boolean) || null;
  return (site.nodes.get(node.dataset.only || refsOf(node)[0]) || [])[0] || null;
}

/** Items by weight: what needs checking, then quotes, then the rest. */
const weight = (ref) => ["p", "m", "q", "c", "f", "t"].indexOf(ref[0]) + 1 || 9;

const byWeight = (refs) => [...refs].sort((one, other) => weight(one) - weight(other));

function show(node) {
  light(node);
  const other = counterpart(node);
  if (other) reveal(other.classList.contains("place") ? byId("article") : byId("summary"), other);
}

function say(text) {
  const line = byId("told");
  if (line) line.textContent = text;
}

const SOURCES = ".place, [data-only], .card";

/** Listens on a shown article: the mouse shows after a moment's rest, focus at once, and stays when the mouse leaves. */
function listenForLight(detail) {
  const rest = calmly(110, (node) => node.isConnected && show(node));
  const back = () => {
    const focused = document.activeElement && document.activeElement.closest(SOURCES);
    light(focused && detail.contains(focused) ? focused : null);
  };
  detail.addEventListener("mouseover", (event) => {
    const node = event.target.closest(SOURCES);
    if (node === lit.under) return;
    lit.under = node;
    if (!node) return rest(detail) || back();
    light(node);
    rest(node);
  });
  detail.addEventListener("mouseleave", () => {
    lit.under = null;
    rest(detail);
    back();
  });
  detail.addEventListener("focusin", (event) => {
    const node = event.target.closest(SOURCES);
    if (node) show(node);
  });
  detail.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, summary, label")) return;
    const node = event.target.closest(SOURCES);
    if (!node || String(getSelection())) return;
    show(node);
    if (narrow.matches && counterpart(node)) cross(node);
  });
}

const narrow = matchMedia("(max-width: 719px)");

/** On a narrow screen only one side is seen: goes over to the other one. */
function cross(node) {
  const other = counterpart(node);
  if (!other) return;
  if (narrow.matches) side(other.classList.contains("place") ? "article" : "summary");
  other.focus({ preventScroll: true });
  reveal(other.classList.contains("place") ? byId("article") : byId("summary"), other);
}

/** Goes from an item to its next place in the article, or from a place to its item. */
function follow(node) {
  if (node.classList.contains("place") || narrow.matches) return cross(node);
  const marks = lit.site.nodes.get(refsOf(node)[0]) || [];
  const places = marks.filter((piece, at) => at === 0 || piece.previousSibling !== marks[at - 1]);
  if (!places.length) return;
  lit.turn = (node === lit.turned ? lit.turn + 1 : 1) % places.length;
  lit.turned = node;
  for (const one of lit.nodes) one.classList.remove("now");
  places[lit.turn].classList.add("now");
  reveal(byId("article"), places[lit.turn]);
}
