/** What is true: asked of the emulator directly, past all proxies. */

/** All jobs, of one status if one is given. */
export async function allJobs(direct, jobStatuses) {
  const jobs = [];
  let nextToken;
  do {
    const page = await direct.listJobs({ jobStatuses, nextToken });
    jobs.push(...page.jobs);
    nextToken = page.nextToken;
  } while (nextToken);
  return jobs;
}

/** The job as it is, or undefined if there is none. */
async function jobNow(direct, jobId) {
  try {
    return await direct.describeJob({ jobId });
  } catch (error) {
    if (error.code === "NoSuchJob") return undefined;
    throw error;
  }
}

/** Gives a function that tells what became of a subject. */
export async function lookAtAll(direct) {
  const jobs = await allJobs(direct);
  return async ({ before, name }) => ({
    job: before && (await jobNow(direct, before.jobId)),
    named: jobs.filter(({ description }) => description === name),
  });
}
