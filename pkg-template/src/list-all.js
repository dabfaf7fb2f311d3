/** All jobs, page by page. The WebAssembly decides which page is next and when the pages end. */

import { propertyOf } from "./property.js";

/** Yields the jobs. It requests a page only when the jobs of the page before are used up. */
export async function* listAll({ instance, client }, input, options) {
  const signal = propertyOf(options, "signal");
  const pages = instance.call(() => client.pages(input, options));
  try {
    for (let jobs; (jobs = await instance.run(() => pages.next())); ) {
      for (const job of jobs) {
        if (signal?.aborted) throw signal.reason;
        yield job;
      }
    }
  } finally {
    instance.free(pages);
  }
}
