/** Where the keys come from: an object that is there for good, or a function that is asked. */

/**
 * Calls that need credentials at the same time share one asking.
 *
 * @param {unknown} credentials
 * @returns {{ lasting: boolean, ask(): Promise<unknown> }}
 */
export function createCredentialsSource(credentials) {
  if (typeof credentials !== "function") return { lasting: true, ask: async () => credentials };
  let asking;
  return {
    lasting: false,
    ask() {
      asking ??= Promise.resolve()
        .then(credentials)
        .finally(() => {
          asking = undefined;
        });
      return asking;
    },
  };
}
