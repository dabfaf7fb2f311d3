/** Uses every export as a strict TypeScript user without the DOM library does. */

import {
  authorization,
  canRequest,
  CosJobs,
  CosJobsError,
  explainSignature,
  initialize,
  isFinal,
  updateJobStatus,
  type AbortSignalLike,
  type CancelOutcome,
  type ConfirmJobsInput,
  type ConfirmOutcome,
  type CreateJobInput,
  type Job,
  type JobStatus,
  type JobSummary,
  type JobUpdate,
  type ListJobsResult,
  type PreparedRequest,
} from "cos-jobs";

const account = { region: "ap-chengdu", uin: "100000000001", appId: "1250000000" };
const keys = { secretId: "AKID", secretKey: "key" };

export const clients = [
  new CosJobs({ ...account, credentials: keys }),
  new CosJobs({ ...account, credentials: () => ({ ...keys, expiredTime: 1 }) }),
  new CosJobs({ ...account, credentials: async () => ({ TmpSecretId: "a", TmpSecretKey: "b", ExpiredTime: 1 }) }),
  new CosJobs({ ...account, credentials: { credentials: { tmpSecretId: "a", tmpSecretKey: "b" } } }),
  new CosJobs({ ...account, authorize: ({ action, jobId, query }) => `${action} ${jobId ?? ""} ${query["priority"] ?? ""}` }),
  new CosJobs({ ...account, authorize: async () => ({ authorization: "q-sign-algorithm=sha1", sessionToken: "t" }) }),
  new CosJobs({
    ...account,
    credentials: keys,
    endpoint: "http://127.0.0.1:8788",
    signedHost: "host",
    timeout: 1000,
    maxAttempts: 1,
    signatureLifetime: 60,
    clockOffset: -5,
    onAttempt: ({ action, attempt, url, statusCode }) => void [action, attempt, url, statusCode],
    fetch: async () => ({ status: 200, headers: { get: () => null }, arrayBuffer: async () => new ArrayBuffer(0) }),
  }),
];

const creation: CreateJobInput = {
  manifest: {
    location: { eTag: '"1515"', objectArn: "qcs::cos:ap-chengdu::lists-1250000000/objects.csv", objectVersionId: "v" },
    spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key", "VersionId", "Ignore"] },
  },
  operation: { cosDeleteObject: {} },
  priority: 10,
  report: {
    enabled: true,
    bucket: "qcs::cos:ap-chengdu::reports-1250000000",
    format: "Report_CSV_V1",
    prefix: "batch",
    reportScope: "FailedTasksOnly",
  },
  roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
};

const operations: CreateJobInput["operation"][] = [
  {
    cosPutObjectCopy: {
      accessControlDirective: "Add",
      accessControlGrants: [{ grantee: { identifier: "qcs::cam::uin/1:uin/1", typeIdentifier: "ID" }, permission: "READ" }],
      cannedAccessControlList: "private",
      prefixReplace: true,
      resourcesPrefix: "a/",
      targetKeyPrefix: "b/",
      metadataDirective: "Replaced",
      modifiedSinceConstraint: "2019-01-01T00:00:00Z",
      unModifiedSinceConstraint: "2020-01-01T00:00:00Z",
      newObjectMetadata: { contentType: "text/plain", sseAlgorithm: "AES256", userMetadata: [{ key: "k", value: "" }] },
      taggingDirective: "Copy",
      newObjectTagging: [{ key: "k", value: "v" }],
      storageClass: "STANDARD_IA",
      targetResource: "qcs::cos:ap-chengdu::archive-1250000000",
    },
  },
  { cosInitiateRestoreObject: { expirationInDays: 7, jobTier: "Bulk" } },
  { cosPutObjectTagging: { taggingDirective: "Add", tagSet: [] } },
  { cosDeleteObject: {} },
];

/** Values that are only known at run time. */
export const computed = (enabled: boolean, clientRequestToken: string): CreateJobInput => ({
  ...creation,
  clientRequestToken,
  confirmationRequired: enabled,
  description: "tag",
  report: { enabled, bucket: "b", format: "Report_CSV_V1", reportScope: "AllTasks" },
});

export async function everyMethod(jobs: CosJobs): Promise<void> {
  const signal = { aborted: false, reason: undefined, addEventListener() {}, removeEventListener() {} };
  const changed = await jobs.updateJobStatus(
    { jobId: "id", requestedJobStatus: "Ready", statusUpdateReason: "why" },
    { signal, timeout: 1, maxAttempts: 1 },
  );
  const [id, attempts, reconciled]: [string, number, boolean] = [changed.jobId, changed.attempts, changed.reconciled];
  const job: Job = await jobs.describeJob({ jobId: id });
  const reasons: string | undefined = job.failureReasons?.[0]?.failureReason;
  const target: string | undefined = job.operation.cosPutObjectCopy?.targetResource;
  const { priority }: { priority: number } = await jobs.updateJobPriority({ jobId: id, priority: 10 });
  for (const operation of operations) {
    const created = await jobs.createJob({ ...creation, operation }, { signal });
    const token: string = created.clientRequestToken;
    const gone: { jobId: string; requestId: string } = await jobs.deleteJob({ jobId: created.jobId });
    void [token, created.attempts, created.reconciled, gone];
  }
  const page: ListJobsResult = await jobs.listJobs({ jobStatuses: "Active", maxResults: 10 });
  const next: string | undefined = page.nextToken;
  const statuses: JobStatus[] = page.jobs.map((summary) => summary.status);
  const prepared: PreparedRequest = await jobs.prepare("UpdateJobStatus", { jobId: id, requestedJobStatus: "Cancelled" });
  await jobs.prepare("listJobs");
  await jobs.prepare("createJob", creation);
  await jobs.prepare("UpdateJobPriority", { jobId: id, priority: 0 });
  await jobs.prepare("DeleteJob", { jobId: id });
  void [priority, attempts, reconciled, reasons, target, next, statuses, prepared.headers["authorization"]];
}

export async function everyVerb(jobs: CosJobs, signal: AbortSignalLike): Promise<CancelOutcome[]> {
  const ids: string[] = [];
  for await (const { jobId } of jobs.listAllJobs()) ids.push(jobId);
  for await (const { operation } of jobs.listAllJobs({ jobStatuses: ["Ready", "Active"], pageSize: 100 }, { signal })) {
    const name: string = operation;
    void name;
  }
  const [jobId = ""] = ids;
  for await (const update of jobs.watchJob({ jobId, minInterval: 500, maxInterval: 5000 }, { signal })) {
    const { job, status, done, total, succeeded, failed, perSecond, etaSeconds }: JobUpdate = update;
    const left: number | undefined = etaSeconds;
    void [job.report, status, done / total, succeeded, failed, perSecond, left];
  }
  const ended: Job = await jobs.waitForJob({ jobId });
  await jobs.waitForJob({ jobId, until: "suspended" }, { signal, timeout: 1, maxAttempts: 1 });
  await jobs.waitForJob({ jobId, until: ended.status, minInterval: 100 });
  await jobs.waitForJob({ jobId, until: ({ progressSummary }) => progressSummary.numberOfTasksFailed > 0 });
  const outcomes: CancelOutcome[] = [];
  for await (const outcome of jobs.cancelJobs({ jobIds: ids, reason: "why", concurrency: 64 })) outcomes.push(outcome);
  const filter = (job: JobSummary): boolean => job.description === "nightly";
  const plan = jobs.cancelJobs({ jobStatuses: ["Ready"], filter, dryRun: true, maxJobs: 10 }, { signal });
  const first: IteratorResult<CancelOutcome> = await plan.next();
  const failure: CosJobsError | undefined = outcomes[0]?.error;
  void [first.done, failure?.code, outcomes[0]?.outcome === "unknown"];
  return outcomes;
}

export async function confirmations(jobs: CosJobs, signal: AbortSignalLike): Promise<ConfirmOutcome[]> {
  const outcomes: ConfirmOutcome[] = [];
  for await (const outcome of jobs.confirmJobs({ jobIds: ["a", "b"], reason: "why" }, { signal })) outcomes.push(outcome);
  const checked = { jobStatuses: ["Suspended", "Preparing"], filter: async ({ priority }: JobSummary) => priority > 5 };
  for await (const { jobId, outcome } of jobs.confirmJobs({ ...checked, dryRun: true })) void [jobId, outcome === "skipped"];
  const bounded: ConfirmJobsInput = { ...checked, maxJobs: 20, concurrency: 2 };
  for await (const { jobId, status, error } of jobs.confirmJobs(bounded)) {
    const seen: JobStatus | undefined = error?.jobStatus ?? status;
    void [jobId, seen];
  }
  return outcomes;
}

/** After an unknown effect, a creation is repeated with the token of the error. */
export async function createOnce(jobs: CosJobs): Promise<string> {
  const created = await jobs.createJob(creation).catch((error: CosJobsError) => {
    const token: string | undefined = error.clientRequestToken;
    if (error.effect === "none" || token === undefined) throw error;
    return jobs.createJob({ ...creation, clientRequestToken: token });
  });
  return created.jobId;
}

export async function everyFunction(): Promise<void> {
  await initialize();
  await updateJobStatus({ ...account, credentials: keys, jobId: "id", requestedJobStatus: "Cancelled" });
  const request = { method: "GET", path: "/jobs", query: { maxResults: "1" }, headers: { host: "h" } };
  const value: string = await authorization(request, { ...keys, startTime: 1, endTime: 2 });
  const { stringToSign } = await explainSignature(request, { ...keys, startTime: 1, endTime: 2 });
  const chance: "yes" | "likely" | "unlikely" | "no" = canRequest("Suspended", "Ready");
  const final: boolean = isFinal("SomeStatusOfTheFuture");
  void [value, stringToSign, chance, final];
}

export function handle(error: unknown): string {
  if (!(error instanceof CosJobsError)) throw error;
  if (error.effect === "unknown") return `look at the job before repeating: ${error.requestId ?? "no request id"}`;
  return error.kind === "service" && error.code === "NoSuchJob" ? "gone" : error.message;
}

export function mistakes(jobs: CosJobs): void {
  // @ts-expect-error a status that can't be requested
  void jobs.updateJobStatus({ jobId: "id", requestedJobStatus: "Paused" });
  // @ts-expect-error no job id
  void jobs.describeJob({});
  // @ts-expect-error a number is not a text
  void jobs.listJobs({ nextToken: 5 });
  // @ts-expect-error no priority
  void jobs.updateJobPriority({ jobId: "id" });
  // @ts-expect-error two operations
  void jobs.createJob({ ...creation, operation: { cosDeleteObject: {}, cosPutObjectCopy: { targetResource: "t" } } });
  // @ts-expect-error no operation
  void jobs.createJob({ ...creation, operation: {} });
  // @ts-expect-error an unknown word
  void jobs.createJob({ ...creation, operation: { cosPutObjectTagging: { taggingDirective: "Replace", tagSet: [] } } });
  // @ts-expect-error a CSV list without its columns
  void jobs.createJob({ ...creation, manifest: { ...creation.manifest, spec: { format: "COSBatchOperations_CSV_V1" } } });
  // @ts-expect-error a report without a place
  void jobs.createJob({ ...creation, report: { enabled: true } });
  // @ts-expect-error an outcome that does not exist
  void (async (outcome: CancelOutcome) => outcome.outcome === "done");
  // @ts-expect-error a confirmed job is not cancelled
  void (async (outcome: ConfirmOutcome) => outcome.outcome === "cancelled");
  // @ts-expect-error the largest number of jobs is missing
  void jobs.confirmJobs({ jobStatuses: "Suspended" });
  // @ts-expect-error only a plan needs no largest number of jobs
  void jobs.confirmJobs({ jobStatuses: "Suspended", dryRun: false });
  // @ts-expect-error a misspelled option
  void jobs.confirmJobs({ jobStatuses: "Suspended", maxJobs: 1, dryrun: true });
  // @ts-expect-error one call cannot watch two jobs
  void jobs.watchJob({ jobId: ["a", "b"] });
  // @ts-expect-error keys are missing
  void new CosJobs(account);
}

// With exactOptionalPropertyTypes, an optional input may still be undefined: code often passes on what it does not know.
const nothing = undefined;
const loose = new CosJobs({
  ...account,
  credentials: { ...keys, sessionToken: nothing, expiredTime: nothing },
  endpoint: nothing,
  signedHost: nothing,
  fetch: nothing,
  timeout: nothing,
  maxAttempts: nothing,
  signatureLifetime: nothing,
  clockOffset: nothing,
  onAttempt: nothing,
});
const call = { signal: nothing, timeout: nothing, maxAttempts: nothing };
export const looseCalls = [
  loose.updateJobStatus({ jobId: "a", requestedJobStatus: "Ready", statusUpdateReason: nothing }, call),
  loose.confirmJob({ jobId: "a", reason: nothing }, call),
  loose.cancelJob({ jobId: "a" }, { signal: null }),
  loose.cancelJob({ jobId: "a" }, { signal: false }),
  loose.listJobs({ jobStatuses: nothing, maxResults: nothing, nextToken: nothing }, call),
  loose.waitForJob({ jobId: "a", until: nothing, minInterval: nothing, maxInterval: nothing }, call),
  loose.createJob({
    clientRequestToken: nothing,
    confirmationRequired: nothing,
    description: nothing,
    manifest: { location: { eTag: "e", objectArn: "a", objectVersionId: nothing }, spec: { format: "COSInventoryReport_CSV_V1", fields: nothing } },
    operation: { cosPutObjectCopy: { targetResource: "t", prefixReplace: nothing, newObjectMetadata: { contentType: nothing }, storageClass: nothing } },
    priority: 1,
    report: { enabled: false, bucket: nothing, format: nothing, prefix: nothing, reportScope: nothing },
    roleArn: "r",
  }),
  authorization({ method: "GET", path: "/", query: nothing, headers: nothing }, { ...keys, startTime: 1, endTime: 2 }),
];
export const looseLoops = [
  loose.listAllJobs({ jobStatuses: nothing, pageSize: nothing }),
  loose.cancelJobs({
    ...{ jobIds: nothing, jobStatuses: nothing, filter: nothing, reason: nothing, dryRun: nothing, concurrency: nothing, maxJobs: nothing },
  }),
];
export const roles = [
  new CosJobs({ ...account, credentials: { TmpSecretId: "a", TmpSecretKey: "b", Token: "t", ExpiredTime: 1, Expiration: "" } }),
  new CosJobs({ ...account, credentials: async () => ({ Credentials: { TmpSecretId: "a", TmpSecretKey: "b", Token: "t" }, ExpiredTime: 1 }) }),
];
export const looselySigning = new CosJobs({ ...account, authorize: () => ({ authorization: "q-sign-algorithm=sha1", sessionToken: nothing }) });
