/** WebKitGTK, whose engine is that of Safari. */

import { after, test } from "node:test";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { addressOf } from "../packaging/support/browser.mjs";
import { serve } from "../packaging/support/serve.mjs";
import { bundlePages, createProject } from "./support/hosts.mjs";
import { KEEP_CONSOLE, startWebKit } from "./support/webkit.mjs";

const webkit = await startWebKit();
after(() => webkit.stop());
const folders = await bundlePages(await createProject(), KEEP_CONSOLE);

async function outcome(folder, given) {
  const { outcome, error } = await webkit.answerOf(addressOf(await serve(folder), given));
  if (error) throw new Error(`the page failed: ${error.name}: ${error.message}`);
  return outcome;
}

test(`${webkit.name}: a page`, webkit.needed, () => assertWorks((given) => outcome(folders.client, given)));

test(`${webkit.name}: emulator`, webkit.needed, () => assertEmulatorWorks((given) => outcome(folders.emulator, given)));
