// A strict TypeScript user without the DOM library. A missing expected error is itself an error, so a type that has
// silently become `any` is found here.
import { CosJobs, CosJobsError, updateJobStatus, type CosJobsOptions, type JobSummary } from "cos-jobs";
import { CosJobs as SlimCosJobs } from "cos-jobs/slim";

interface Given {
  options: CosJobsOptions;
  jobId: string;
  reason: string;
}

export async function perform({ options, jobId, reason }: Given) {
  const client = new CosJobs(options);
  const { jobs } = await client.listJobs({ maxResults: 1000 });
  const input = { jobId, requestedJobStatus: "Cancelled", statusUpdateReason: reason } as const;
  const change = await updateJobStatus({ ...options, ...input });
  const refusal: unknown = await client.describeJob({ jobId: "no-such-job" }).catch((error: unknown) => error);
  if (!(refusal instanceof CosJobsError)) throw refusal;
  return {
    isListed: jobs.some((job: JobSummary) => job.jobId === jobId),
    change: { jobId: change.jobId, status: change.status, statusUpdateReason: change.statusUpdateReason },
    refusal: { name: refusal.name, code: refusal.code, isCosJobsError: true },
  };
}

export async function misuse(client: CosJobs, slim: SlimCosJobs) {
  // @ts-expect-error: there is no such status to request
  await client.updateJobStatus({ jobId: "id", requestedJobStatus: "Paused" });
  // @ts-expect-error: a job id is needed
  await slim.describeJob({});
  // @ts-expect-error: credentials or authorize is needed
  return new CosJobs({ region: "ap-chengdu", uin: "100000000001", appId: "1250000000" });
}
