// The address keeps the view, the open job and the filter behind its #, so that it can be shared and survives a reload.
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
