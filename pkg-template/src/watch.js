/** Watching one job. The WebAssembly decides when to look, what has changed, and when the watch ends. */

/** Yields every change of a job, until it is final or waits for confirmation. */
export async function* watch({ instance, client }, input, options) {
  const looks = instance.call(() => client.watch(input, options));
  try {
    for (let look; (look = await instance.run(() => looks.next())); ) yield look;
  } finally {
    instance.free(looks);
  }
}
