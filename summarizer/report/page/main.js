/* Views, keys, and the beginning. */

const VIEWS = ["articles", "speakers", "overview"];

function go(view) {
  document.body.dataset.view = view;
  for (const name of VIEWS) byId(name).hidden = name !== view;
  for (const node of document.querySelectorAll("[data-go]")) {
    node.dataset.go === view ? node.setAttribute("aria-current", "page") : node.removeAttribute("aria-current");
  }
  draw(view);
  remember();
}

function draw(view) {
  if (view === "speakers") drawSpeakers();
  else if (view === "overview") drawOverview();
  else {
    drawList();
    if (!narrow.matches) keepOrChoose();
  }
}

/** Opens an article even if the filters leave it out. */
function openAnyway(index) {
  if (positionOf(index) < 0) clear();
  open(index);
  document.body.classList.add("reading");
}

/** Keeps the place in the page's address, so that it can be returned to. */
function remember() {
  const view = document.body.dataset.view;
  const here = view === "articles" ? (list.chosen >= 0 ? `#${list.chosen + 1}` : "#articles") : `#${view}`;
  if (location.hash !== here) history.replaceState(null, "", here);
}

function fromAddress() {
  const asked = location.hash.slice(1);
  if (VIEWS.includes(asked)) return go(asked);
  go("articles");
  const index = Number(asked) - 1;
  if (rows[index]) openAnyway(index);
}

/** To the next or previous card; among places, when the focus is in the article. */
function stepInside(by) {
  const among = document.activeElement && document.activeElement.closest("#article") ? ".place[data-refs]" : ".card";
  const nodes = [...document.querySelectorAll(`#detail ${among}`)].filter((node) => node.offsetParent);
  focusNext(nodes, by);
}

function focusNext(nodes, by) {
  if (!nodes.length) return;
  const here = document.activeElement && document.activeElement.closest(".card, .place");
  const at = nodes.indexOf(here);
  const next = at < 0 ? (by > 0 ? 0 : nodes.length - 1) : (at + by + nodes.length) % nodes.length;
  if (narrow.matches) side(nodes[next].classList.contains("place") ? "article" : "summary");
  nodes[next].focus({ preventScroll: true });
  reveal(nodes[next].closest(".pane"), nodes[next]);
}

function stepToCheck() {
  const cards = [...document.querySelectorAll("#summary .card")];
  focusNext(cards.filter((node) => node.matches(".problem, .missed") || node.querySelector(".note, .chip.bad")), 1);
}

const KEYS = {
  j: () => step(1), k: () => step(-1), n: () => stepInside(1), p: () => stepInside(-1), c: stepToCheck,
  a: () => toSide("article"), s: () => toSide("summary"), l: browse,
  "/": () => { byId("query").focus(); byId("query").select(); },
  f: () => { toggleFacets(); if (!byId("facets").hidden) byId("facets").querySelector("select, input")?.focus(); },
};

function toSide(name) {
  if (!byId(name)) return;
  side(name);
  byId(name).focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("guide").open) return;
  const field = event.target.closest("input, select, textarea");
  if (event.key === "Escape") return escape(field);
  if (field) return;
  const view = VIEWS[Number(event.key) - 1];
  const node = event.target.closest("[data-only], .place[data-refs], .card");
  if (event.key === "?") byId("guide").showModal();
  else if (event.key === "Enter" && node && event.target === node) follow(node);
  else if (view) go(view);
  else if (KEYS[event.key]) {
    if (document.body.dataset.view !== "articles") go("articles");
    KEYS[event.key]();
  } else return;
  event.preventDefault();
}

function escape(field) {
  if (field && field.id === "query" && field.value) return choose({ query: "" });
  if (field) field.blur(); // a field that is hidden next keeps the keys for a moment
  if (document.body.dataset.view !== "articles") return go("articles");
  browse();
}

const THEMES = ["auto", "light", "dark"];

function nextTheme(event) {
  const root = document.documentElement;
  const theme = THEMES[(THEMES.indexOf(root.dataset.theme || "auto") + 1) % THEMES.length];
  root.dataset.theme = theme;
  event.currentTarget.lastChild.textContent = theme[0].toUpperCase() + theme.slice(1);
}

function begin() {
  buildFacets();
  listenForList();
  listenForLight(byId("detail"));
  byId("query").addEventListener("input", (event) => { filters.query = event.target.value; applySoon(); });
  byId("sort").addEventListener("change", apply);
  byId("more").addEventListener("click", () => toggleFacets());
  byId("theme").addEventListener("click", nextTheme);
  byId("ask").addEventListener("click", () => byId("guide").showModal());
  for (const node of document.querySelectorAll("[data-quick]")) node.addEventListener("click", () => choose({ quick: node.dataset.quick }));
  for (const node of document.querySelectorAll("[data-go]")) node.addEventListener("click", () => go(node.dataset.go));
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", fromAddress);
  tell();
  fromAddress();
  document.documentElement.dataset.ready = "true";
  readAhead();
}

begin();
