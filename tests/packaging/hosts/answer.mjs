/**
 * How a page is asked and answers: by its address and its console, which need nothing that a Content-Security-Policy
 * could forbid.
 */
export function answer(perform) {
  const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const say = (answer) => console.log(`answer ${JSON.stringify(answer)}`);
  perform(given).then(
    (outcome) => say({ outcome }),
    ({ name, message }) => say({ error: { name, message } }),
  );
}
