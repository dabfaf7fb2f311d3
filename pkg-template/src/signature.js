/** The signature of any request, as functions. */

/** @param {{ loaded(): object | undefined, load(): Promise<object> }} loader loads the WebAssembly */
export function createSignatureFunctions({ loaded, load }) {
  const sign = (name) => async (request, keys) => {
    const instance = loaded() ?? (await load());
    return instance.run(() => instance.glue[name](request, keys));
  };
  return { authorization: sign("authorization"), explainSignature: sign("explainSignature") };
}
