/** All jobs, page by page. Which page comes next, and when the pages end, the WebAssembly says. */

import { perform } from "./call.js";
import { Op } from "./cos_jobs.js";
import { said } from "./said.js";
import { openVerb } from "./verb.js";

/** Yields the jobs; asks for a page only when those of the one before are used up. */
export async function* listAll(host, input, options) {
  const given = withStatusList(input ?? { __proto__: null });
  // Without statuses every job is wanted, and a question for each would take longer than reading it.
  const wantsAll = given.jobStatuses == null;
  const signal = options?.signal;
  const listing = openVerb(host, Op.Listing, 0, given);
  try {
    let page;
    for (let next; (next = listing.ask(Op.Page, page ? 1 : 0, said(page, "nextToken") ?? "")); ) {
      page = JSON.parse(await perform(host, "ListJobs", next, options));
      for (const job of page.jobs) {
        if (signal?.aborted) throw signal.reason;
        if (wantsAll || listing.ask(Op.Wants, 0, job.status)) yield job;
      }
    }
  } finally {
    listing.close();
  }
}

/** One status counts as a list of one. Laid over the input, not into a copy, which would lose what that inherits. */
export function withStatusList(input) {
  const { jobStatuses } = input;
  return typeof jobStatuses === "string" ? { __proto__: input, jobStatuses: [jobStatuses] } : input;
}
