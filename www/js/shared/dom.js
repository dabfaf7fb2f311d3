// Small functions to create elements. Text is always inserted as text, never as markup.
import { language } from "./i18n.js";
import { ICONS } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

/** el("p.hint", { onclick: f, test: "hook" }, child, ...); the properties and the children are optional. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  if (tag === "button") element.type = "button";
  if (rest[0]?.constructor === Object) set(element, rest.shift());
  if (rest.length) fill(element, rest);
  return element;
}

/** on... become listeners, test becomes data-testid; aria-... may be true or false. Otherwise, true is an attribute without a value, and
 * false, null and undefined remove it. */
export function set(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    const name = key === "test" ? "data-testid" : key;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value === true && !name.startsWith("aria-") ? "" : value);
  }
}

function setAttribute(element, name, value) {
  const isAbsent = value === null || value === undefined || (value === false && !name.startsWith("aria-"));
  if (isAbsent) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** Sets a property of the style, unless it is the same already. */
export function style(element, name, value) {
  if (element.style[name] !== value) element.style[name] = value;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(9).filter((child) => child || child === 0));
}

/** Sets the text of an element that contains nothing else, unless it is the same already. */
export function write(element, value) {
  const text = String(value);
  const node = element.firstChild;
  if (!node) element.textContent = text;
  else if (node.data !== text) node.data = text;
}

const shown = new WeakMap();

/** Updates an element only if its content has changed, so that focus and selection stay. */
export function show(element, value, build) {
  const key = language() + JSON.stringify(value);
  if (shown.get(element) !== key) fill(element, build());
  shown.set(element, key);
}

/** An icon; setIcon changes its shape. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  set(svg, { viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(document.createElementNS(SVG, "path"));
  setIcon(svg, name);
  return svg;
}

export function setIcon(svg, name) {
  set(svg, { class: `icon ${name}` });
  set(svg.firstChild, { d: ICONS[name] ?? ICONS.other });
}

/** Shows a modal dialog until it is closed, and then removes it from the page. */
export async function showDialog(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => { dialog.addEventListener("close", resolve); });
  dialog.remove();
}
