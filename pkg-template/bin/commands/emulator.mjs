import { createEmulator } from "../../emulator.js";
import { wholeNumber } from "../lib/arguments.mjs";
import { demoJobs } from "../lib/demo-jobs.mjs";
import { EXIT } from "../lib/failure.mjs";
import { serve } from "../lib/serve.mjs";

/** The port of the native emulator. */
const PORT = 8788;

export const emulator = {
  name: "emulator",
  summary: "Starts a service on this machine to try everything without an account",
  usage: "emulator [--port N] [--jobs N]",
  details: "It verifies signatures, and its jobs proceed in real time. Everything is forgotten when it ends.",
  example: "npx cos-jobs emulator --port 8788 --jobs 50",
  options: {
    port: { type: "string", value: "N", help: `the port; 0 chooses a free one; default: ${PORT}` },
    jobs: { type: "string", value: "N", help: "how many jobs exist at the start; default: 20" },
  },

  async run({ values, output, signal }) {
    const port = wholeNumber(values.port, "--port", { most: 65_535 }) ?? PORT;
    const count = wholeNumber(values.jobs, "--jobs", { most: 100_000 }) ?? 20;
    const cos = await createEmulator({ jobs: demoJobs(count), speed: 1 });
    const server = await serve(cos.fetch, port);
    const endpoint = `http://127.0.0.1:${server.address().port}`;
    output.line(introduction(cos.account, endpoint, count));
    await new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", resolve, { once: true });
    });
    server.close();
    server.closeAllConnections?.();
    return EXIT.done;
  },
};

function introduction({ region, uin, appId, credentials }, endpoint, count) {
  return `COS batch-operation jobs, emulated: ${count} jobs
  secret id      ${credentials.secretId}
  secret key     ${credentials.secretKey}
  uin ${uin}, appid ${appId}, region ${region}

In another terminal:
  export COS_ENDPOINT=${endpoint} COS_REGION=${region} COS_UIN=${uin} COS_APPID=${appId}
  export COS_SECRET_ID=${credentials.secretId} COS_SECRET_KEY=${credentials.secretKey}
  npx cos-jobs list

listening on ${endpoint}`;
}
