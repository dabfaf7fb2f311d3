// Texts, numbers and times in the current language. The texts of an area, such as "list", are loaded when they are needed.
const LOCALES = { en: "en", zh: "zh-CN" };

const areas = new Set();
const listeners = new Set();
const trees = { en: {}, zh: {} };
let current = "en";
let plurals, numbers, times;

export const language = () => current;
export const number = (value) => numbers.format(value);

/** Loads the texts of these areas, for the current language and for each language that is chosen later. */
export async function loadTexts(...names) {
  for (const name of names) areas.add(name);
  const wanted = current;
  await load(wanted);
  if (wanted !== current) await load(current);
}

/** Changes the language, translates the document and calls the listeners. */
export async function setLanguage(name) {
  await load(name);
  current = name;
  const locale = LOCALES[name];
  plurals = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
  times = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
  document.documentElement.lang = locale;
  document.title = t("shared.title");
  translate(document);
  for (const listener of listeners) listener();
}

/** Calls the listener after each change of the language. Returns a function that ends this. */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function load(name) {
  const missing = [...areas].filter((area) => !trees[name][area]);
  await Promise.all(missing.map(async (area) => {
    trees[name][area] = (await import(`../texts/${name}/${area}.js`)).default;
  }));
}

/** The text at a path such as "shared.gloss.Ready"; undefined if there is none. */
export const maybe = (path) => path.split(".").reduce((part, name) => part?.[name], trees[current]);

/** The text at a path with its {placeholders} replaced; a number n selects path.one or path.other. */
export function t(path, values = {}) {
  const text = maybe("n" in values ? `${path}.${plurals.select(values.n)}` : path) ?? path;
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

/** The service's ISO text as local time; a text that is not a time is returned unchanged. */
export function time(iso) {
  const date = new Date(iso);
  return Number.isNaN(+date) ? iso : times.format(date);
}

/** Sets the texts of the elements that have data-i18n (content) or data-i18n-label. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-i18n]")) element.textContent = t(element.dataset.i18n);
  for (const element of root.querySelectorAll("[data-i18n-label]")) element.ariaLabel = t(element.dataset.i18nLabel);
}
