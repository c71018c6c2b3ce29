/* The list of articles: however many there are, only those in sight are elements. */

const HEIGHT = 72;
const AROUND = 6;
const list = { chosen: -1, room: el("div", { class: "room", role: "presentation" }) };

function drawList(anew) {
  const pane = byId("list");
  if (anew) pane.scrollTop = Math.max(0, positionOf(list.chosen) * HEIGHT - pane.clientHeight / 2);
  list.room.style.height = `${found.rows.length * HEIGHT}px`;
  const first = Math.max(0, Math.floor(pane.scrollTop / HEIGHT) - AROUND);
  const last = Math.min(found.rows.length, Math.ceil((pane.scrollTop + pane.clientHeight) / HEIGHT) + AROUND);
  list.room.replaceChildren(...found.rows.slice(first, last).map((row, at) => listItem(row, first + at)));
  const here = byId(`item-${list.chosen}`);
  here ? pane.setAttribute("aria-activedescendant", here.id) : pane.removeAttribute("aria-activedescendant");
  byId("list").classList.toggle("empty", !found.rows.length);
}

function listItem(row, at) {
  const node = el("div", {
    class: "item", id: `item-${row.index}`, role: "option", "data-index": row.index,
    "aria-selected": String(row.index === list.chosen), "aria-setsize": found.rows.length, "aria-posinset": at + 1,
  },
    own("span", "item-title", row.title, tag(row.language)),
    el("span", { class: "item-facts" },
      row.status !== "ok" && chip(words(row.status), statusTone(row.status)),
      row.to_check > 0 && QUICK.bare(row) === false && chip(`${row.to_check} to check`, "warn"),
      row.quotes.length > 0 && el("span", {}, count(row.quotes.length, "quote")),
      row.language && el("span", {}, row.language),
      row.published && own("span", "", row.published.slice(0, 10)),
      row.title !== row.id && own("span", "item-id", row.id)));
  node.style.transform = `translateY(${at * HEIGHT}px)`;
  return node;
}

const positionOf = (index) => found.rows.findIndex((row) => row.index === index);

function intoSight(at) {
  const pane = byId("list");
  if (at * HEIGHT < pane.scrollTop) pane.scrollTop = at * HEIGHT;
  else if ((at + 1) * HEIGHT > pane.scrollTop + pane.clientHeight) pane.scrollTop = (at + 1) * HEIGHT - pane.clientHeight;
}

/** Shows one article and marks it in the list. */
function open(index) {
  list.chosen = index;
  intoSight(positionOf(index));
  drawList();
  showArticle(index);
  markFound();
  remember();
}

/** To the article that is so many places further in the list. */
function step(by) {
  if (!found.rows.length) return;
  const at = positionOf(list.chosen);
  const next = at < 0 ? 0 : Math.min(found.rows.length - 1, Math.max(0, at + by));
  if (found.rows[next].index !== list.chosen) open(found.rows[next].index);
  document.body.classList.add("reading");
}

/** After filtering: the same article, if it is still there, else the first. */
function keepOrChoose() {
  if (positionOf(list.chosen) >= 0) return;
  if (found.rows.length) return open(found.rows[0].index);
  list.chosen = -1;
  lit.site = null;
  byId("detail").replaceChildren(el("p", { class: "nothing" }, "No article has all of this. ", button("Clear the filters", {}, clear)));
}

/** Back to the list, where it is a page of its own. */
function browse() {
  document.body.classList.remove("reading");
  byId("list").focus();
  drawList(true);
}

function listenForList() {
  const pane = byId("list");
  pane.append(list.room);
  let waiting = false;
  pane.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; drawList(); });
  }, { passive: true });
  pane.addEventListener("click", (event) => {
    const item = event.target.closest("[data-index]");
    if (!item) return;
    open(Number(item.dataset.index));
    document.body.classList.add("reading");
  });
  pane.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity }[event.key];
    if (by !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      stepInList(by);
    } else if (event.key === "Enter" && list.chosen >= 0) {
      document.body.classList.add("reading");
      byId("summary").focus();
    }
  });
  new ResizeObserver(() => drawList()).observe(pane);
}

function stepInList(by) {
  const reading = document.body.classList.contains("reading");
  step(by);
  document.body.classList.toggle("reading", reading);
}

/** Marks what was searched for, in the shown article and summary, without touching their elements. */
function markFound() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("found");
  const parts = wanted(filters.query).filter((part) => part.length > 1);
  if (!parts.length) return;
  const walk = document.createTreeWalker(byId("detail"), NodeFilter.SHOW_TEXT);
  const ranges = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.toLowerCase();
    if (text.length !== node.data.length) continue;
    for (const part of parts) {
      for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + part.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
  const first = ranges.find((range) => byId("article") && byId("article").contains(range.startContainer));
  if (first && !narrow.matches) reveal(byId("article"), first);
}
