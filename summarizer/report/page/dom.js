/* Elements, made without markup: every string of an article or a model goes in as text, never as HTML. */

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** An element with attributes and children (elements, strings, or nothing). */
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** An element for a string of an article or a model: its own direction, and its language where that is known. */
function own(tag, className, text, language) {
  return el(tag, { class: className || null, dir: "auto", lang: language || null }, text);
}

function button(text, attributes, onClick) {
  const node = el("button", { type: "button", ...attributes }, text);
  node.addEventListener("click", onClick);
  return node;
}

function chip(text, tone, title) {
  return el("span", { class: `chip ${tone || ""}`, title: title || null }, text);
}

/** A name of the data, such as `no_such_reference`, as words. */
const words = (name) => String(name).replaceAll("_", " ");

const number = (value) => value.toLocaleString("en-US");

const count = (value, one, many) => `${number(value)} ${value === 1 ? one : many || one + "s"}`;

const money = (value) => `$${value.toFixed(value < 0.1 ? 4 : 2)}`;

/** A language tag that an attribute may hold, or null. */
const tag = (language) => (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language || "") ? language : null);

const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ku-arab|nqo|ps|sd|syr|ug|ur|yi)(-|$)/i;

/** A link's address, if it is one that a browser may follow from here: http or https. */
function address(url) {
  if (!/^https?:\/\//i.test(url || "")) return null;
  try {
    return new URL(url).href;
  } catch {
    return null;
  }
}

/** Runs a function once things have been still for so many milliseconds. */
function calmly(milliseconds, work) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}
