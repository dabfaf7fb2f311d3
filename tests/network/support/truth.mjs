/** The real state of the emulator, read directly and without a proxy. */

/** Returns all jobs, or those with the given status. */
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

/** Returns the current job, or undefined if it does not exist. */
async function jobNow(direct, jobId) {
  try {
    return await direct.describeJob({ jobId });
  } catch (error) {
    if (error.code === "NoSuchJob") return undefined;
    throw error;
  }
}

/** Returns a function that looks up the state of a subject. */
export async function lookAtAll(direct) {
  const jobs = await allJobs(direct);
  return async ({ before, name }) => ({
    job: before && (await jobNow(direct, before.jobId)),
    named: jobs.filter(({ description }) => description === name),
  });
}
