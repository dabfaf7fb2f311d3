/** Clients in the browser, because the browser SDK needs XMLHttpRequest, which Node does not have. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const PROGRAM = process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium";

/** Web security is off, so that no client needs a CORS preflight. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-web-security"];

/** The error for a client that cannot run on this machine. */
export class NotRun extends Error {}

export async function cancelWithSdk(options, request) {
  const path = require.resolve("cos-js-sdk-v5/dist/cos-js-sdk-v5.min.js");
  return inPage(
    (page) => page.addScriptTag({ path }),
    ({ options, request }) => new globalThis.COS(options).request(request),
    { options, request },
  );
}

export async function cancelWithOurs(options, input) {
  const source = await readFile(new URL("../../pkg/index.js", import.meta.url));
  return inPage(
    (page) => page.addScriptTag({ type: "module", content: `${source}\nglobalThis.CosJobs = CosJobs;` }),
    ({ options, input }) => new globalThis.CosJobs(options).updateJobStatus(input),
    { options, input },
  );
}

/** Runs `call` in a new page; resolves with its result or rejects with its error. */
async function inPage(setUp, call, given) {
  if (!existsSync(PROGRAM)) throw new NotRun("Chromium was not found; COS_JOBS_CHROMIUM can name its path");
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  try {
    const page = await browser.newPage();
    await setUp(page);
    const { result, error } = await page.evaluate(
      `(${call})(${JSON.stringify(given)}).then(
        (result) => ({ result }),
        ({ code, message, statusCode }) => ({ error: { code, message, statusCode } }),
      )`,
    );
    if (error) throw error;
    return result;
  } finally {
    await browser.close();
  }
}
