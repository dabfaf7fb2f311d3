/** All jobs, page by page. Which page comes next, and when the pages end, the WebAssembly says. */

import { perform } from "./call.js";
import { checked, usable } from "./error.js";
import { toJson } from "./input.js";
import { said } from "./said.js";

/** Yields the jobs; asks for a page only when those of the one before are used up. */
export async function* listAll(host, input, options) {
  const listing = usable(new host.wasm.ListingHandle(toJson(withStatusList(input ?? { __proto__: null }))));
  const signal = options?.signal;
  try {
    for (let next = listing.next(); next; next = listing.next()) {
      const page = await perform(host, "ListJobs", JSON.parse(next), options);
      for (const job of page.jobs) {
        if (signal?.aborted) throw signal.reason;
        if (listing.wants(job.status)) yield job;
      }
      checked(listing.turn(said(page, "nextToken") ?? ""));
    }
  } finally {
    listing.free();
  }
}

/** One status counts as a list of one. */
export function withStatusList(input) {
  const { jobStatuses } = input;
  return typeof jobStatuses === "string" ? { __proto__: null, ...input, jobStatuses: [jobStatuses] } : input;
}
