// The first byte in which two texts differ.
const encoder = new TextEncoder();

/**
 * null if the texts are equal. Otherwise `byte`, `line` and `column` count from 1; `at` is the index of the character that
 * contains the byte, and `given` and `expected` are the characters there, or undefined where a text ends.
 */
export function firstDifference(given, expected) {
  if (given === expected) return null;
  const [left, right] = [[...given], [...expected]];
  let at = 0;
  while (left[at] === right[at]) at += 1;
  const before = left.slice(0, at).join("");
  const lastLine = before.slice(before.lastIndexOf("\n") + 1);
  const inside = equalBytes(left[at], right[at]) + 1;
  return {
    at: before.length,
    byte: encoder.encode(before).length + inside,
    line: before.split("\n").length,
    column: encoder.encode(lastLine).length + inside,
    given: left[at],
    expected: right[at],
  };
}

/** How many bytes two different characters have in common at their start. */
function equalBytes(left = "", right = "") {
  const [a, b] = [encoder.encode(left), encoder.encode(right)];
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}

/** The bytes of a character, such as "0xE8 0x85 0xBE". */
export const hexOf = (character) => [...encoder.encode(character)].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(" ");
