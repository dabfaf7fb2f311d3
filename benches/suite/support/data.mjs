/** The data of all rows: an account, a request, pages of jobs. */

export const account = {
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { secretId: "bench-secret-id-of-thirty-six-letters", secretKey: "bench-secret-key-of-32-characters" },
};

export const host = `${account.uin}.cos-control.${account.region}.myqcloud.com`;

/** Other ids all the time, so that no contestant can cache an answer. A power of two, so that `i & MASK` finds one. */
const MASK = 1023;
const ids = Array.from({ length: MASK + 1 }, (_, index) => idOf(index));
export const jobIdAt = (index) => ids[index & MASK];

/** The id of the job with this number, in the form of a UUID and different for each number. */
export function idOf(number) {
  const hex = (value, digits) => value.toString(16).padStart(digits, "0").slice(-digits);
  const mixed = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${hex(mixed, 8)}-${hex(mixed >>> 7, 4)}-4${hex(mixed, 3)}-8${hex(mixed >>> 3, 3)}-${hex(number, 12)}`;
}

/** The change that is requested for each job. */
export const change = { requestedJobStatus: "Cancelled", statusUpdateReason: "superseded by a newer one" };

/** A job in the form of the service's list. */
export function jobAt(number, description) {
  const seconds = 1_700_000_000 + number * 61;
  const [total, failed] = [1000 + number, number % 17];
  const time = (unix) => new Date(unix * 1000).toISOString().replace(".000", "");
  return {
    creationTime: time(seconds),
    description: `${description} ${number}`,
    jobId: idOf(number),
    operation: "COSPutObjectCopy",
    priority: number % 100,
    progressSummary: { numberOfTasksFailed: failed, numberOfTasksSucceeded: total - failed, totalNumberOfTasks: total },
    status: "Suspended",
    terminationDate: time(seconds + 3600),
  };
}

/** The fields of a job in the service's XML: its names, in its order. */
export const toXml = (object) =>
  Object.entries(object)
    .map(([name, value]) => {
      const element = name[0].toUpperCase() + name.slice(1);
      return `<${element}>${typeof value === "object" ? toXml(value) : escaped(value)}</${element}>`;
    })
    .join("");

const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>';

/** A page of the list. */
export function pageXml(jobs, nextToken) {
  const members = jobs.map((job) => `<member>${toXml(job)}</member>`).join("");
  const next = nextToken ? `<NextToken>${nextToken}</NextToken>` : "";
  return `${PROLOGUE}<ListJobsResult><Jobs>${members}</Jobs>${next}</ListJobsResult>`;
}

/** The answer of DescribeJob for a job that waits for its confirmation. */
export function describeXml(jobId) {
  const progressSummary = { numberOfTasksFailed: 0, numberOfTasksSucceeded: 0, totalNumberOfTasks: 1000 };
  const job = { creationTime: "2026-01-01T00:00:00Z", jobId, priority: 10, progressSummary, status: "Suspended" };
  return `${PROLOGUE}<DescribeJobResult><Job>${toXml(job)}</Job></DescribeJobResult>`;
}

/** The answer to a change. */
export const updateXml = (jobId) =>
  `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Cancelled</Status><StatusUpdateReason></StatusUpdateReason></UpdateJobStatusResult>`;

const HEADERS = new Map([["x-cos-request-id", "NWRhNmNmYzRfYTdjNzg4YTBfOTRkNl8xMjM0"]]);

/** The answer of an injected fetch, with the parts of a Response that the package uses. */
export const answerWith = (bytes) => ({
  status: 200,
  headers: { get: (name) => HEADERS.get(name) ?? null },
  arrayBuffer: async () => bytes,
});

const encoder = new TextEncoder();

/** Returns a text as the ArrayBuffer of its bytes. */
export const bytesOf = (text) => encoder.encode(text).buffer;
