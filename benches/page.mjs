/**
 * Measures the console page in Chromium with many jobs: `node benches/page.mjs [--jobs 20000]`, after `cargo xtask build` and
 * `cargo build -p cos-jobs-emulator`. Prints what the first view loads, and operates the page twice: once to measure frames, and once with
 * tracing, which makes frames longer but shows how much CPU time the tasks of the main thread need.
 */

import { gzipSync } from "node:zlib";
import { parseArgs } from "node:util";

import { launch, loaded, openPage, serve, startEmulator } from "../tests/browser/support/site.mjs";

const { values } = parseArgs({ options: { jobs: { type: "string", default: "20000" } } });
const emulator = await startEmulator("--empty", "--seed-jobs", values.jobs);
const site = await serve(emulator.endpoint);
const browser = await launch();

/** What a user does, in this order. The pauses let each change be shown before the next one. */
const STEPS = {
  loading: async (page) => {
    await page.goto(site.address);
    await loaded(page, 60_000);
  },
  typing: (page) => page.getByTestId("search-input").pressSequentially("nightly copy 1", { delay: 60 }),
  "clearing the search": (page) => page.getByTestId("search-input").fill(""),
  sorting: async (page) => {
    for (const name of ["job", "priority", "progress", "status", "created"]) {
      await page.getByTestId(`sort-${name}`).click();
      await page.waitForTimeout(150);
    }
  },
  filtering: async (page) => {
    for (const status of ["Suspended", "ended", ""]) {
      await page.getByTestId("status-filter").selectOption(status);
      await page.waitForTimeout(150);
    }
  },
  scrolling: async (page) => {
    await page.mouse.move(600, 500);
    for (let i = 0; i < 60; i += 1) {
      await page.mouse.wheel(0, i % 10 === 9 ? 50_000 : 400);
      await page.waitForTimeout(16);
    }
  },
  refreshing: (page) => page.waitForTimeout(6000),
};

try {
  print("the first view", await firstView());
  const frames = await operate(measureFrames);
  const tasks = await operate(measureTasks);
  for (const name of Object.keys(STEPS)) print(name, { ...frames[name], ...tasks[name] });
} finally {
  await browser.close();
  site.stop();
  emulator.stop();
}

/** Operates a new page; measure(page, run) returns figures of one step. */
async function operate(measure) {
  const cleanups = [];
  const { page } = await openPage({ after: (clean) => cleanups.push(clean) }, browser, "about:blank", { reducedMotion: "no-preference" });
  await page.addInitScript(watchFrames);
  const figures = {};
  for (const [name, step] of Object.entries(STEPS)) {
    figures[name] = await measure(page, async () => {
      await step(page);
      await page.waitForTimeout(300);
    });
  }
  for (const clean of cleanups) await clean();
  return figures;
}

/** Runs in the page: records when the first rows and all jobs are shown, the longest time between two frames, and all frames over 50 ms. */
function watchFrames() {
  globalThis.seen = { longFramesMs: [], longestGapMs: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.seen.longFramesMs.push(Math.round(duration));
  }).observe({ type: "long-animation-frame", buffered: true });
  const milestones = { firstRowsMs: "[data-testid=job-row]", allJobsMs: "#list[data-phase=ready]" };
  let last = performance.now();
  requestAnimationFrame(function tick(now) {
    const { seen } = globalThis;
    seen.longestGapMs = Math.max(seen.longestGapMs, Math.round(now - last));
    last = now;
    for (const [name, selector] of Object.entries(milestones)) {
      if (!document.querySelector(selector)) continue;
      seen[name] = Math.round(now);
      delete milestones[name];
    }
    requestAnimationFrame(tick);
  });
}

/** The length of a frame includes waiting for the screen, and for other programs that use the processor. */
async function measureFrames(page, run) {
  await run();
  return page.evaluate(() => {
    const { seen } = globalThis;
    globalThis.seen = { longFramesMs: [], longestGapMs: 0 };
    return { longestFrameMs: Math.max(...seen.longFramesMs, 0) || "below 50", ...seen };
  });
}

/** CPU time depends less on other programs. */
async function measureTasks(page, run) {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  await run();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  return { longestTaskCpuMs: longestTask(traceEvents) };
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
