/** Runs the code of the documentation in a user's project. The emulator takes the place of the service. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { transform } from "esbuild";

import { run } from "./run.mjs";

/** A job whose id looks like those of the service. */
export const JOB_ID = "65f2e4cf-83f5-42f1-9aa2-14720613da29";

/** The host of the examples: its `fetch` reaches the emulator, and a page's own origin with a proxy and a backend. */
const HOST = `
  import { readFile } from "node:fs/promises";
  import { authorization } from "cos-jobs";
  import { createEmulator } from "cos-jobs/emulator";

  const jobs = ["${JOB_ID}", "job-1", "job-2"].map((jobId) => ({ jobId, description: "nightly copy" }));
  const cos = await createEmulator({ speed: 1000, jobs });
  const { secretId, secretKey } = cos.account.credentials;
  Object.assign(process.env, { COS_SECRET_ID: secretId, COS_SECRET_KEY: secretKey });

  const BACKEND = {
    "/sts": () => ({
      credentials: { tmpSecretId: secretId, tmpSecretKey: secretKey },
      expiredTime: Math.floor(Date.now() / 1000) + 1800,
    }),
    "/authorize": async ({ method, path, query, headers }) => {
      const startTime = Math.floor(Date.now() / 1000) - 5;
      const keys = { secretId, secretKey, startTime, endTime: startTime + 60 };
      return { authorization: await authorization({ method, path, query, headers }, keys) };
    },
  };

  const location = { origin: "https://page.example" };
  const fetch = async (address, init) => {
    const { origin, pathname, search } = new URL(address, location.origin);
    if (origin !== location.origin) return cos.fetch(address, init);
    if (pathname.startsWith("/cos/")) return cos.fetch(cos.account.endpoint + pathname.slice(4) + search, init);
    if (pathname.endsWith(".wasm")) return new Response(await readFile("node_modules/cos-jobs/cos-jobs.wasm"));
    // A backend requires this type, because a page of another origin cannot send it.
    const isJson = init?.headers?.["content-type"] === "application/json";
    return Response.json(await BACKEND[pathname](isJson ? JSON.parse(init.body) : undefined));
  };
  Object.assign(globalThis, { cos, fetch, location });
`;

/** What the text around a fragment explains. */
const FRAGMENT = `
  import { CosJobs, CosJobsError, type CreateJobInput, type JobSummary } from "cos-jobs";
  import { createEmulator, type Emulator } from "cos-jobs/emulator";

  const { cos: service } = globalThis as unknown as { cos: Emulator };
  const jobs = new CosJobs({ ...service.account, fetch: service.fetch });
  const jobIds = ["${JOB_ID}", "job-1"];
  const jobId = "${JOB_ID}";
  const eTag = '"15150651828fa9cdcb8356b6d1c7638b"';
  const input: CreateJobInput = {
    manifest: {
      location: { eTag, objectArn: "qcs::cos:ap-chengdu::lists-1250000000/objects.csv" },
      spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] },
    },
    operation: { cosDeleteObject: {} },
    priority: 10,
    report: { enabled: false },
    roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
  };
`;

/** A block as a whole program. A fragment gets its own scope, so that it may declare the same names again. */
export const programOf = (code) => (/^import /m.test(code) ? code : `${FRAGMENT} {\n${code}\n}\nexport {};\n`);

/** Runs a block of JavaScript or TypeScript in the project and returns what it printed. */
export async function runBlock(project, name, code, env) {
  const { code: program } = await transform(programOf(code), { loader: "ts", format: "esm" });
  await writeFile(join(project, "host.mjs"), HOST);
  await writeFile(join(project, `${name}.mjs`), program);
  return run(process.execPath, ["--import", "./host.mjs", `${name}.mjs`], { cwd: project, env });
}
