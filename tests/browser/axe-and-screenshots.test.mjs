// Every view, in light and dark, in English and Chinese, on a wide screen and on phones: axe-core finds nothing, nothing is wider than the
// screen, and targets on phones are large enough. Each view is also photographed, into tests/artefacts/console/.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { CONNECTED, UNCONNECTED } from "./axe-views.mjs";
import { launch, loaded, openPage, serve, startEmulator } from "./support/site.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FOLDER = fileURLToPath(new URL("../artefacts/console/", import.meta.url));

/** The sizes of a WCAG target do not apply to links in sentences. */
const TARGETS = "button, select, textarea, summary, nav a, input:not([type=checkbox], [type=radio]), label:has([type=checkbox], [type=radio])";
const MIN_TARGET = 44;

const SCREENS = {
  "light-en": { colorScheme: "light", locale: "en-US", viewport: { width: 1280, height: 800 } },
  "dark-zh": { colorScheme: "dark", locale: "zh-CN", viewport: { width: 1280, height: 800 } },
  "phone-light-zh": { colorScheme: "light", locale: "zh-CN", viewport: { width: 390, height: 844 }, hasTouch: true },
  "phone-dark-en": { colorScheme: "dark", locale: "en-US", viewport: { width: 320, height: 640 }, hasTouch: true },
};

let browser, emulator, connected, unconnected;
before(async () => {
  [browser, emulator] = await Promise.all([launch(), startEmulator()]);
  [connected, unconnected] = await Promise.all([serve(emulator.endpoint), serve(), mkdir(FOLDER, { recursive: true })]);
});
after(() => Promise.allSettled([browser?.close(), emulator?.stop(), connected?.stop(), unconnected?.stop()]));

describe("every view is accessible", { concurrency: 2 }, () => {
  for (const [screen, options] of Object.entries(SCREENS)) {
    test(screen, async (t) => {
      const settings = { ...options, expectFailedRequests: true };
      const { page } = await openPage(t, browser, connected.address, settings);
      await loaded(page);
      const problems = await walk(page, CONNECTED, screen);
      const { page: other } = await openPage(t, browser, unconnected.address, settings);
      problems.push(...await walk(other, UNCONNECTED, screen));
      assert.deepEqual(problems, []);
    });
  }
});

/** Opens one view after the other, and returns what is wrong with them. */
async function walk(page, views, screen) {
  const problems = [];
  await page.evaluate(AXE);
  for (const [name, { open, close }] of Object.entries(views)) {
    await open?.(page);
    await page.screenshot({ path: `${FOLDER}${screen}-${name}.png` });
    for (const problem of await page.evaluate(problemsOfView, [screen.startsWith("phone") && TARGETS, MIN_TARGET])) problems.push(`${name}: ${problem}`);
    await close?.(page);
  }
  return problems;
}

/** Runs in the page. */
async function problemsOfView([targets, minimum]) {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(" | ")}`);
  if (document.documentElement.scrollWidth > innerWidth) found.push(`it is ${document.documentElement.scrollWidth} pixels wide`);
  const scope = document.querySelector("dialog[open]") ?? document;
  for (const element of targets ? scope.querySelectorAll(targets) : []) {
    const { width, height } = element.getBoundingClientRect();
    if (element.checkVisibility({ visibilityProperty: true }) && width > 0 && height < minimum - 0.5) {
      found.push(`a target is ${Math.round(height)} pixels high: ${element.dataset.testid ?? element.className} ${element.textContent.slice(0, 30)}`);
    }
  }
  return found;
}
