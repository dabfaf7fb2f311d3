/** The scenario that every runtime runs with its copy of the package: a read, a change, and a call that the service refuses. */
export async function scenario({ CosJobs, CosJobsError }, { options, jobId, reason }) {
  const client = new CosJobs(options);
  const { jobs } = await client.listJobs({ maxResults: 1000 });
  const change = await client.updateJobStatus({ jobId, requestedJobStatus: "Cancelled", statusUpdateReason: reason });
  const refusal = await client.describeJob({ jobId: "no-such-job" }).catch((error) => error);
  return {
    isListed: jobs.some((job) => job.jobId === jobId),
    change: { jobId: change.jobId, status: change.status, statusUpdateReason: change.statusUpdateReason },
    refusal: { name: refusal.name, code: refusal.code, isCosJobsError: refusal instanceof CosJobsError },
  };
}
