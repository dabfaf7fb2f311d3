// The page with 20,000 jobs, and what it loads before it shows the first ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { eventually, hook, loaded, sharedSite } from "./support/site.mjs";

const JOBS = 20_000;
/** In bytes after gzip -9. */
const FIRST_VIEW = 120_000;

const shared = sharedSite("--empty", "--seed-jobs", String(JOBS));

test("20,000 jobs are all counted, found, sorted and reached, and the page stays quick", async (t) => {
  const { page } = await shared.visit(t);
  await hook(page, "job-row").first().waitFor({ timeout: 5000 });
  await loaded(page, 60_000);
  assert.equal(await hook(page, "count-all").innerText(), "20,000 jobs of the last 90 days");
  await hook(page, "auto-refresh").uncheck();

  // The limits are loose, because tests run on busy machines. benches/page.mjs measures.
  const quickly = async (what, run) => {
    const milliseconds = await page.evaluate(async (code) => {
      const startedAt = performance.now();
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      document.querySelector(code.selector)[code.call]?.();
      if (code.value !== undefined) {
        const search = document.querySelector("#search");
        search.value = code.value;
        search.dispatchEvent(new Event("input"));
      }
      await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
      return performance.now() - startedAt;
    }, run);
    assert.ok(milliseconds < 700, `${what} took ${Math.round(milliseconds)} ms`);
  };
  await quickly("searching", { selector: "#search", call: "focus", value: "copy" });
  await quickly("clearing the search", { selector: "#search", call: "focus", value: "" });
  await quickly("sorting", { selector: "[data-testid=sort-job]", call: "click" });

  const last = page.locator(`[aria-rowindex="${JOBS + 1}"]`);
  await hook(page, "job-open").first().focus();
  await page.keyboard.press("End");
  await last.waitFor();
  const jobId = await last.getAttribute("data-job-id");
  await hook(page, "search-input").fill(jobId);
  await eventually("one match", async () => /^1 matches/.test(await hook(page, "count-shown").innerText()));
  await eventually("only one row", async () => (await hook(page, "job-row").count()) === 1);
  assert.ok(await page.evaluate(() => document.querySelectorAll("*").length) < 1500, "the document is too large");
});

test("what is loaded before the first jobs are shown weighs at most 120 kB", async (t) => {
  const { page } = await shared.visit(t);
  await loaded(page, 60_000);
  const names = await page.evaluate(() => {
    const all = performance.getEntriesByType("resource").map(({ name, startTime }) => ({ name, startTime }));
    const end = all.find(({ name }) => name.endsWith("/js/tools.js")).startTime;
    return [location.href, ...all.filter(({ startTime }) => startTime < end).map(({ name }) => name)];
  });
  const own = [...new Set(names)].filter((name) => name.startsWith(shared.site.address) && !name.endsWith("connection.json"));
  const sizes = await Promise.all(own.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer()), { level: 9 }).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const table = own.map((name, i) => `${sizes[i]} ${name.slice(shared.site.address.length)}`).join("\n");
  assert.ok(own.some((name) => name.endsWith("cos-jobs.wasm")), "the client must be counted");
  assert.ok(total <= FIRST_VIEW, `${total} bytes of ${FIRST_VIEW}:\n${table}`);
});
