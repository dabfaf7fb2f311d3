/** Code of yours that uses cos-jobs: it confirms the waiting jobs whose description is on a list. */

/**
 * @param {import("cos-jobs").CosJobs} jobs
 * @param {string[]} descriptions the descriptions of the jobs that somebody has checked
 * @returns {Promise<{ confirmed: string[], unknown: string[] }>} the ids of the jobs, by outcome
 */
export async function confirmCheckedJobs(jobs, descriptions) {
  const found = { confirmed: [], unknown: [] };
  const isChecked = (job) => descriptions.includes(job.description);
  for await (const { jobId, outcome } of jobs.confirmJobs({ jobStatuses: "Suspended", filter: isChecked, maxJobs: 10 })) {
    found[outcome]?.push(jobId);
  }
  return found;
}
