// Texts, numbers and times in the current language.
import en from "./texts.en.js";
import zh from "./texts.zh.js";

const TEXTS = { en, zh };
let current, plurals, numbers, times;

export const language = () => current;
export const number = (value) => numbers.format(value);

export function setLanguage(name) {
  current = name;
  const locale = name === "zh" ? "zh-CN" : "en";
  plurals = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
  times = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  document.documentElement.lang = locale;
  document.title = t("title");
}

/** The text at a path such as "gloss.Ready"; undefined if there is none. */
export const maybe = (path) => path.split(".").reduce((part, name) => part?.[name], TEXTS[current]);

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
export function translate() {
  for (const element of document.querySelectorAll("[data-i18n]")) element.textContent = t(element.dataset.i18n);
  for (const element of document.querySelectorAll("[data-i18n-label]")) element.ariaLabel = t(element.dataset.i18nLabel);
}
