/** Finds the valid name that a user probably meant. */

/** The name with the fewest changes from `given`. */
export function closest(given, names) {
  const lower = given.toLowerCase();
  const ranked = names.map((name) => ({ name, cost: cost(lower, name.toLowerCase()) }));
  return ranked.sort((a, b) => a.cost - b.cost)[0].name;
}

/** The distance of two words. A word that is the start of the other is close. */
function cost(given, name) {
  const isStart = given !== "" && (name.startsWith(given) || given.startsWith(name));
  return isStart ? 0.5 : distance(given, name);
}

/** How many characters must be added, removed or replaced to make `a` from `b`. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...a].entries()) {
    const next = [above + 1];
    for (let index = 0; index < b.length; index += 1) {
      const replaced = row[index] + (b[index] === letter ? 0 : 1);
      next.push(Math.min(replaced, row[index + 1] + 1, next[index] + 1));
    }
    row = next;
  }
  return row[b.length];
}
