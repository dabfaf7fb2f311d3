// Small functions to create elements. Text is always inserted as text, never as markup.
import { language } from "./i18n.js";
import { ICONS } from "./icons.js";

/** el("p.hint", { onclick: f, test: "hook" }, child, ...); the properties and the children are optional. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  element.className = classes.join(" ");
  if (tag === "button") element.type = "button";
  if (rest[0]?.constructor === Object) set(element, rest.shift());
  fill(element, rest);
  return element;
}

/** on... become listeners, test becomes data-testid, true an attribute without a value; false, null and undefined remove it. */
export function set(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    const name = key === "test" ? "data-testid" : key;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : value);
  }
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(9).filter((child) => child || child === 0));
}

const shown = new WeakMap();

/** Updates an element only if its content has changed, so that focus and selection stay. */
export function show(element, value, build) {
  const key = language() + JSON.stringify(value);
  if (shown.get(element) !== key) fill(element, build());
  shown.set(element, key);
}

export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  set(svg, { viewBox: "0 0 16 16", class: `icon ${name}`, "aria-hidden": "true" });
  set(path, { d: ICONS[name] ?? ICONS.other });
  svg.append(path);
  return svg;
}

/** Shows a modal dialog until it is closed, and then removes it from the page. */
export async function showDialog(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => { dialog.addEventListener("close", resolve); });
  dialog.remove();
}
