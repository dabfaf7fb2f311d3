// The types accept the objects of the web APIs: fetch, signals, and all sources of a wasm.
import { CosJobs, initialize, type CosJobsOptions } from "cos-jobs";

export async function perform(options: CosJobsOptions) {
  await initialize(new URL("https://localhost/cos-jobs.wasm"));
  await initialize(fetch("https://localhost/cos-jobs.wasm"));
  await initialize(await (await fetch("https://localhost/cos-jobs.wasm")).arrayBuffer());
  const client = new CosJobs({ ...options, fetch: globalThis.fetch });
  const wrapped = new CosJobs({ ...options, fetch: (url, init) => fetch(url, { ...init, keepalive: true }) });
  await wrapped.listJobs({}, { signal: new AbortController().signal });
  return client.listJobs({}, { signal: AbortSignal.timeout(1000) });
}
