/** All views of the page, and how a person opens and leaves each of them. */

import { FAILED_REQUEST, SIGNING_KEY } from "./inspector-example.mjs";
import { hook, SERVICE } from "./support/site.mjs";

const dialogView = (name, open, close) => ({
  open: async (page) => { await open(page); await hook(page, name).waitFor(); },
  close: async (page) => { await (close ?? ((shown) => shown.keyboard.press("Escape")))(page); await hook(page, name).waitFor({ state: "detached" }); },
});
const click = (name) => (page) => hook(page, name).first().click();
const first = (page, status, name) => page.locator(`[data-testid="job-row"][data-status="${status}"]`).getByTestId(name).first();

/** Shows only jobs in a status, also on a phone, whose filters are hidden at first. */
async function filterBy(page, status) {
  if (!(await hook(page, "status-filter").isVisible())) await hook(page, "toggle-filters").click();
  await hook(page, "status-filter").selectOption(status);
  await first(page, status, "job-open").waitFor();
}

async function withoutFilter(page) {
  await hook(page, "status-filter").selectOption({ index: 0 });
  if (await hook(page, "toggle-filters").isVisible()) await hook(page, "toggle-filters").click();
}

const panel = (status) => ({
  open: async (page) => {
    await filterBy(page, status);
    await first(page, status, "job-open").click();
    await hook(page, "panel-timeline").waitFor();
  },
  close: async (page) => {
    await hook(page, "panel-close").click();
    await withoutFilter(page);
  },
});

/** Views that need a connection, in an order in which each can be opened from the list. */
export const CONNECTED = {
  list: {},
  panel: panel("Active"),
  "panel-of-failed": panel("Failed"),
  confirmation: dialogView("change-dialog", async (page) => {
    await filterBy(page, "Suspended");
    await first(page, "Suspended", "confirm-button").click();
  }),
  selection: {
    open: async (page) => {
      for (const box of await hook(page, "select-job").all()) await box.click();
      await hook(page, "selection-bar").waitFor();
    },
  },
  plan: dialogView("bulk-dialog", async (page) => { await hook(page, "bulk-confirm").click(); await hook(page, "bulk-run").waitFor(); }, async (page) => {
    await hook(page, "bulk-close").click();
    await withoutFilter(page);
  }),
  create: dialogView("create-dialog", click("create-button"), click("create-close")),
  help: dialogView("help-dialog", click("help-button")),
  "inspector-empty": { open: async (page) => { await page.locator('[data-view="inspector"]').click(); await hook(page, "inspector-form").waitFor(); } },
  inspector: {
    open: async (page) => {
      await hook(page, "inspector-request").fill(FAILED_REQUEST);
      await hook(page, "inspector-secretKey").fill(SIGNING_KEY);
      await hook(page, "inspector-compare").click();
      await hook(page, "findings").waitFor();
    },
  },
  "inspector-fields": {
    open: async (page) => { for (const details of ["inspector-fields", "inspector-more"]) await hook(page, details).locator("summary").click(); },
    close: async (page) => { await page.locator('[data-view="jobs"]').click(); await hook(page, "job-row").first().waitFor(); },
  },
  error: {
    open: async (page) => {
      await page.route(SERVICE, (route) => (route.request().method() === "OPTIONS" ? route.continue() : route.fulfill({
        status: 403, contentType: "application/xml", headers: { "access-control-allow-origin": "*" },
        body: "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><RequestId>r-1</RequestId></Error>",
      })));
      await hook(page, "refresh-button").click();
      await hook(page, "error-panel").waitFor();
    },
  },
};

const kind = (name) => ({ open: (page) => hook(page, `kind-${name}`).check() });

/** Views without a connection. */
export const UNCONNECTED = {
  connection: { open: (page) => hook(page, "connection-form").waitFor() },
  "connection-temporary": kind("temporary"),
  "connection-backend": kind("backend"),
  "connection-problems": {
    open: async (page) => {
      await hook(page, "kind-keys").check();
      await hook(page, "connection-uin").fill("me");
      await hook(page, "connect").click();
    },
  },
  "connection-emulator": kind("emulator"),
  "connection-works": { open: async (page) => { await hook(page, "check-connection").click(); await hook(page, "check-finding").waitFor(); } },
  unconnected: { open: async (page) => { await hook(page, "connection-back").click(); await hook(page, "connect-now").waitFor(); } },
};
