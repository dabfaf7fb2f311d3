/** Firefox by WebDriver BiDi. COS_JOBS_FIREFOX is the path of the program if it is not on PATH. */

import { after, test } from "node:test";

import puppeteer from "puppeteer-core";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { answerIn } from "../packaging/support/browser.mjs";
import { serve } from "../packaging/support/serve.mjs";
import { bundlePages, createProject } from "./support/hosts.mjs";
import { program } from "./support/program.mjs";

const firefox = program("Firefox", process.env.COS_JOBS_FIREFOX, ["firefox", "firefox-esr"], "apt-get install firefox-esr");
const folders = firefox.missing ? {} : await bundlePages(await createProject());

let browser;
after(async () => (await browser)?.close());

async function outcome(folder, given) {
  const url = await serve(folder);
  browser ??= puppeteer.launch({ browser: "firefox", executablePath: firefox.path, headless: true });
  const page = await (await browser).newPage();
  try {
    const { outcome, error } = await answerIn(page, url, given);
    if (error) throw new Error(`the page failed: ${error.name}: ${error.message}`);
    return outcome;
  } finally {
    await page.close();
  }
}

test(`${firefox.name}: a page`, firefox.needed, () => assertWorks((given) => outcome(folders.client, given)));

test(`${firefox.name}: emulator`, firefox.needed, () => assertEmulatorWorks((given) => outcome(folders.emulator, given)));
