// Style sheets that the first view does not need are loaded with the part of the page that needs them.
const loading = new Map();

/** Loads css/NAME.css once, and resolves when it applies. */
export function loadStyle(name) {
  if (!loading.has(name)) loading.set(name, load(name));
  return loading.get(name);
}

function load(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `css/${name}.css`;
  document.head.append(link);
  // A page without this style sheet is still usable.
  return new Promise((resolve) => { link.onload = link.onerror = resolve; });
}
