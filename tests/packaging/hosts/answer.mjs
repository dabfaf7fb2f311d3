/**
 * A page gets its task in its address and prints the result to its console, because a Content-Security-Policy cannot
 * forbid either.
 */
export function answer(perform) {
  const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const say = (answer) => console.log(`answer ${JSON.stringify(answer)}`);
  perform(given).then(
    (outcome) => say({ outcome }),
    ({ name, message }) => say({ error: { name, message } }),
  );
}
