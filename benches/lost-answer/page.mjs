/** Clients in the browser: the browser SDK needs XMLHttpRequest, which Node has not. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

const PROGRAM = process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium";

/** Without web security, so that no preflight stands in the way of any of them. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-web-security"];

/** Says that a client could not be asked here. */
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

/** What `call` answers in a page of its own, or the error that it rejects with. */
async function inPage(setUp, call, given) {
  if (!existsSync(PROGRAM)) throw new NotRun("there is no Chromium; COS_JOBS_CHROMIUM may name one");
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
