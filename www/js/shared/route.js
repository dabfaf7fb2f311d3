// What the page remembers when it is reloaded. The view, the open job and the filter are in the address after the #, so that the address can be
// shared.
const listeners = new Set();

export const route = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** The address of this page with these changes; an empty value removes a name. */
export function linkTo(changes) {
  const names = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries(changes)) {
    if (value) names.set(name, value);
    else names.delete(name);
  }
  return `#${names}`;
}

/** Changes the address. A step can be undone with the browser's back button. */
export function go(changes, { isStep = false } = {}) {
  history[isStep ? "pushState" : "replaceState"](null, "", linkTo(changes));
  notify();
}

export const onRoute = (listener) => listeners.add(listener);

function notify() {
  for (const listener of listeners) listener();
}

addEventListener("popstate", notify);

const SETTINGS = "cos-jobs-settings";

/** What the page remembers in this browser: { language, theme }, and nothing else. */
export function settings() {
  try {
    return JSON.parse(localStorage.getItem(SETTINGS)) ?? {};
  } catch {
    return {}; // The browser does not allow storage.
  }
}

export function remember({ language, theme }) {
  try {
    localStorage.setItem(SETTINGS, JSON.stringify({ ...settings(), language, theme }));
  } catch {
    // The settings hold until the page is closed.
  }
}
