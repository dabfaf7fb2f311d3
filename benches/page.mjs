/**
 * Measures the console page in Chromium with many jobs: `node benches/page.mjs [--jobs 20000]`, after `cargo xtask build` and
 * `cargo build -p cos-jobs-emulator`. Prints what the first view loads, when the first rows appear, and the longest frames.
 */

import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";

import { launch, loaded, openPage, serve, startEmulator } from "../tests/browser/support/site.mjs";

const { values } = parseArgs({ options: { jobs: { type: "string", default: "20000" } } });
const emulator = await startEmulator("--empty", "--seed-jobs", values.jobs);
const site = await serve(emulator.endpoint);
const browser = await launch();

try {
  print("the first view", await firstView());
  const cleanups = [];
  const { page } = await openPage({ after: (clean) => cleanups.push(clean) }, browser, "about:blank", { reducedMotion: "no-preference" });
  await page.addInitScript(watchFrames);
  const loading = await during(page, async () => {
    await page.goto(site.address);
    await loaded(page, 60_000);
  });
  print("loading", { ...await page.evaluate(() => globalThis.milestones), ...loading });
  print("typing", await during(page, () => page.getByTestId("search-input").pressSequentially("nightly copy 1", { delay: 60 })));
  print("clearing the search", await during(page, () => page.getByTestId("search-input").fill("")));
  print("sorting", await during(page, async () => {
    for (const name of ["job", "priority", "progress", "status", "created"]) await page.getByTestId(`sort-${name}`).click();
  }));
  print("filtering", await during(page, async () => {
    for (const status of ["Suspended", "ended", ""]) await page.getByTestId("status-filter").selectOption(status);
  }));
  await page.mouse.move(600, 500);
  print("scrolling", await during(page, async () => {
    for (let i = 0; i < 60; i += 1) {
      await page.mouse.wheel(0, i % 10 === 9 ? 50_000 : 400);
      await page.waitForTimeout(16);
    }
  }));
  print("refreshing", await during(page, () => page.waitForTimeout(6000)));
  for (const clean of cleanups) await clean();
} finally {
  await browser.close();
  site.stop();
  emulator.stop();
}

/** Runs in the page: records the time of the first rows and all frames of 50 ms or more. */
function watchFrames() {
  globalThis.longFrames = [];
  globalThis.milestones = {};
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longFrames.push(Math.round(duration));
  }).observe({ type: "long-animation-frame", buffered: true });
  let last = performance.now();
  globalThis.longestGap = 0;
  requestAnimationFrame(function tick(now) {
    globalThis.longestGap = Math.max(globalThis.longestGap, now - last);
    last = now;
    if (!globalThis.milestones.firstRowsMs && document.querySelector("[data-testid=job-row]")) globalThis.milestones.firstRowsMs = Math.round(now);
    if (!globalThis.milestones.allJobsMs && document.querySelector("#list[data-phase=ready]")) globalThis.milestones.allJobsMs = Math.round(now);
    requestAnimationFrame(tick);
  });
}

async function frames(page) {
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    const seen = globalThis.longFrames && { framesOver50Ms: globalThis.longFrames, longestGapMs: Math.round(globalThis.longestGap) };
    globalThis.longFrames = [];
    globalThis.longestGap = 0;
    return seen;
  });
}

/**
 * What happens while run() operates the page. The CPU time of the longest task of the main thread does not depend on other programs,
 * but the length of frames does.
 */
async function during(page, run) {
  await frames(page);
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  await run();
  const seen = await frames(page);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  return { longestTaskCpuMs: longestTask(traceEvents), ...seen };
}

function longestTask(events) {
  const main = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = events.filter(({ name, pid, tid, tdur }) => name === "RunTask" && tdur && main.includes(`${pid} ${tid}`));
  return Math.round(Math.max(0, ...tasks.map(({ tdur }) => tdur)) / 100) / 10;
}

/** The files that the page requests until its first rows are shown, and all files until it rests. */
async function firstView() {
  const page = await browser.newPage();
  const files = [];
  page.on("response", (response) => {
    if (response.url().startsWith(site.address)) files.push(response.body().then((bytes) => gzipSync(bytes, { level: 9 }).length, () => 0));
  });
  await page.goto(site.address);
  await page.getByTestId("job-row").first().waitFor();
  await page.waitForTimeout(1000);
  const sizes = await Promise.all(files);
  await page.close();
  return { files: sizes.length, gzipBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function print(name, figures) {
  console.log(`${name}: ${Object.entries(figures).map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(", ")}`);
}
