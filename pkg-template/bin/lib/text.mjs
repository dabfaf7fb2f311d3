/** Text that is safe to print, and how wide it is in a terminal. */

/** Replaces control characters, with which a description could change the terminal or forge lines. */
export function printable(text = "") {
  return String(text).replace(/\p{C}|[\u2028\u2029]/gu, "?");
}

/** Characters that take two columns: those of Chinese, Japanese and Korean, and emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u;

/** Marks that are drawn over the character before them. */
const ZERO = /\p{M}/u;

function columnsOf(character) {
  if (ZERO.test(character)) return 0;
  return WIDE.test(character) && character > "\u00ff" ? 2 : 1;
}

/** How many columns a text takes. */
export function width(text) {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** The text in exactly, or if it is the last of a line at most, `columns` columns. */
export function fit(text, columns, { pad = true, alignRight = false } = {}) {
  const free = columns - width(text);
  if (free >= 0) return pad ? (alignRight ? " ".repeat(free) + text : text + " ".repeat(free)) : text;
  let kept = "";
  let left = columns - 1;
  for (const character of text) {
    left -= columnsOf(character);
    if (left < 0) break;
    kept += character;
  }
  return fit(`${kept}…`, columns, { pad });
}

/** A duration for people. */
export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  const hours = Math.floor(whole / 3600);
  return hours < 48 ? `${hours}h ${Math.floor((whole % 3600) / 60)}m` : `${Math.floor(hours / 24)}d ${hours % 24}h`;
}
