/** What every runtime does with its copy of the emulator: a job is confirmed, an answer is lost, and a call is refused. */
export async function emulated({ CosJobs, CosJobsError, createEmulator }) {
  const cos = await createEmulator({ jobs: [{ jobId: "job-1", status: "Suspended", tasks: 100 }, { jobId: "job-2" }] });
  const jobs = new CosJobs({ ...cos.account, fetch: cos.fetch });
  const confirmed = await jobs.confirmJob({ jobId: "job-1", reason: "manifest checked" });
  cos.advance(60_000);
  const { status: end } = await jobs.describeJob({ jobId: "job-1" });
  cos.fail({ what: "lost-answer", action: "UpdateJobStatus" });
  const lost = await jobs.cancelJob({ jobId: "job-2" });
  const refusal = await jobs.describeJob({ jobId: "no-such-job" }).catch((error) => error);
  return {
    confirmed: [confirmed.status, confirmed.changed],
    end,
    lost: [lost.status, lost.changed],
    refusal: { name: refusal.name, code: refusal.code, isCosJobsError: refusal instanceof CosJobsError },
  };
}
