/** Reads an ini file, such as that of coscmd. */

/** The names and values of the first section that has any. Names are in lower case. */
export function parseIni(text) {
  let section = {};
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line.startsWith("[") && Object.keys(section).length > 0) break;
    const [, name, value] = /^([^=:;#[]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (name) section = { ...section, [name.toLowerCase()]: value };
  }
  return section;
}
