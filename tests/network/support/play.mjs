/** Makes the calls. It runs in Node and in a page, so it uses only what both have. */

/** Makes one call through its proxy and returns its outcome as plain data. */
async function play(CosJobs, account, { id, endpoint, method, input, options }) {
  const attempts = [];
  const onAttempt = ({ action, error }) => attempts.push({ action, code: error?.code });
  const jobs = new CosJobs({ ...account, endpoint, onAttempt, ...options });
  const start = performance.now();
  const outcome = await jobs[method](input).then(
    (result) => ({ result }),
    (error) => ({ error: { json: error?.toJSON?.(), text: String(error) } }),
  );
  return { id, ...outcome, attempts, durationMs: performance.now() - start };
}

/** Makes all calls, with a limited number in parallel. */
export async function playAll(CosJobs, account, scenarios, parallel) {
  const outcomes = [];
  const queue = scenarios.values();
  const worker = async () => {
    for (const scenario of queue) outcomes.push(await play(CosJobs, account, scenario));
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return outcomes;
}
