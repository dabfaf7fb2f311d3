/** Chromium, and pages in it. */

import { existsSync } from "node:fs";
import { after } from "node:test";

import { chromium } from "playwright-core";

const PROGRAM = process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium";

/** Nothing but the page may use the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** How long a page may take to answer. */
const LIMIT_MS = 30_000;

/** The options of a test that needs the browser. */
export const needsBrowser = existsSync(PROGRAM) ? {} : { skip: `NOT TESTED: there is no Chromium at ${PROGRAM}` };

let browser;
after(async () => (await browser)?.close());

/** Opens a page, gives it a task by its address, and waits for what it says; its errors are ours. */
export async function outcomeInPage(url, given) {
  const { outcome, error } = await answerOfPage(url, given);
  if (error) throw new Error(`the page failed: ${error.name}: ${error.message}`);
  return outcome;
}

/** The same, for a page that may fail. */
export async function answerOfPage(url, given) {
  browser ??= chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  const page = await (await browser).newPage();
  try {
    const answer = heard(page);
    await page.goto(`${url}#${encodeURIComponent(JSON.stringify(given))}`);
    return await answer;
  } finally {
    await page.close();
  }
}

function heard(page) {
  const complaints = [];
  const answer = new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`the page did not answer in ${LIMIT_MS} ms:\n${complaints.join("\n")}`));
    const timer = setTimeout(giveUp, LIMIT_MS);
    page.on("console", (message) => {
      if (!message.text().startsWith("answer ")) return complaints.push(message.text());
      clearTimeout(timer);
      resolve(JSON.parse(message.text().slice("answer ".length)));
    });
    page.on("pageerror", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
  // A page that can't be opened fails before anybody waits for its answer.
  answer.catch(() => {});
  return answer;
}
