/** Waiting until a job has a status, or until a function returns true. */

import { invoke } from "./hook.js";
import { propertyOf } from "./property.js";
import { unlessAborted } from "./stoppable.js";

/** Returns the job as soon as `until` is satisfied. Rejects if that is not possible any more. */
export async function waitFor({ instance, client }, input, options) {
  const until = propertyOf(input, "until");
  const signal = propertyOf(options, "signal");
  const looks = instance.call(() => client.wait(input, options));
  try {
    let job;
    for (let look; (look = await instance.run(() => looks.next())); ) {
      job = look.job;
      if (typeof until === "function" && (await unlessAborted(invoke(until, job), signal))) break;
    }
    return job;
  } finally {
    instance.free(looks);
  }
}
