// What the page remembers in this browser: the language and the theme, and nothing else.
const NAMES = ["language", "theme"];

export function remembered(name) {
  try {
    return localStorage.getItem(`cos-jobs-${name}`);
  } catch {
    return null; // The browser does not allow storage.
  }
}

export function remember(name, value) {
  if (!NAMES.includes(name)) throw new Error(`${name} must not be stored`);
  try {
    localStorage.setItem(`cos-jobs-${name}`, value);
  } catch {
    // The setting holds until the page is closed.
  }
}
