// Reads a COS Authorization header. Nothing is decoded: the values have to be compared as they were sent.
const NAMES = ["q-sign-algorithm", "q-ak", "q-sign-time", "q-key-time", "q-header-list", "q-url-param-list", "q-signature"];

/** { values, problems }; a problem is { reason, ... } for the text inspector.finding.<reason>. */
export function parseAuthorization(text) {
  const values = {};
  const problems = [];
  for (const pair of text.trim().replace(/^authorization\s*:\s*/i, "").split("&").filter(Boolean)) {
    const [name, value] = splitOnce(pair.trim(), "=");
    if (name in values) problems.push({ reason: "fieldTwice", name });
    values[name] ??= value;
  }
  const missing = NAMES.filter((name) => !(name in values));
  if (missing.length === NAMES.length) return { values, problems: [{ reason: "notCos" }] };
  for (const name of missing) problems.push({ reason: "fieldMissing", name });
  const algorithm = values["q-sign-algorithm"];
  if (algorithm !== undefined && algorithm !== "sha1") problems.push({ reason: "algorithm", value: algorithm });
  for (const name of ["q-header-list", "q-url-param-list"]) problems.push(...listProblems(name, values[name]));
  return { values, problems };
}

/** A list as its entries; an empty text has none. */
export const entriesOf = (list = "") => list.split(";").filter(Boolean);

function listProblems(name, list) {
  const entries = entriesOf(list);
  const isSorted = entries.every((entry, index) => index === 0 || entries[index - 1] <= entry);
  return [
    !isSorted && { reason: "listUnsorted", name },
    entries.some((entry) => entry.replace(/%[0-9A-F]{2}/gi, "") !== entry.replace(/%[0-9A-F]{2}/gi, "").toLowerCase()) && { reason: "listUpperCase", name },
  ].filter(Boolean);
}

/** The start and the end of a time such as "1557989753;1557996953", in unix seconds; null if it is not one. */
export function parseTime(text = "") {
  const match = /^(\d{1,12});(\d{1,12})$/.exec(text);
  return match && { start: Number(match[1]), end: Number(match[2]) };
}

/** Splits at the first separator; the second part is empty if there is none. */
export function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
