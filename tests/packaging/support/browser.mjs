/** Chromium, and pages in it. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { after } from "node:test";

import { chromium } from "playwright-core";

export const PROGRAM = process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium";

/** Nothing but the page may use the network. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The maximum time until a page prints its result. */
const LIMIT_MS = 30_000;

/** The options of a test that needs the browser. */
export const needsBrowser = existsSync(PROGRAM) ? {} : { skip: `NOT TESTED: there is no Chromium at ${PROGRAM}` };

/** Its name and version. */
export const browser = needsBrowser.skip
  ? "Chromium"
  : `Chromium ${/\d[\d.]*/.exec(spawnSync(PROGRAM, ["--version"], { encoding: "utf8" }).stdout)[0]}`;

let running;
after(async () => (await running)?.close());

/** Opens a page with a task in its address and returns the page's result; an error of the page is thrown. */
export async function outcomeInPage(url, given) {
  const { outcome, error } = await answerOfPage(url, given);
  if (error) throw new Error(`the page failed: ${error.name}: ${error.message}`);
  return outcome;
}

/** The same, for a page that may fail. */
export async function answerOfPage(url, given) {
  running ??= chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  const page = await (await running).newPage();
  try {
    return await answerIn(page, url, given);
  } finally {
    await page.close();
  }
}

/** The same in an open page of Playwright or Puppeteer. */
export async function answerIn(page, url, given) {
  const answer = heard(page);
  await page.goto(addressOf(url, given));
  return answer;
}

/** The address of a page with a task in it. */
export function addressOf(url, given) {
  return `${url}#${encodeURIComponent(JSON.stringify(given))}`;
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
  // A page that cannot be opened fails before its answer is awaited.
  answer.catch(() => {});
  return answer;
}
