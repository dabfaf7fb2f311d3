// Creates a job, empty or like another one. Values are checked while the user types, and the request is shown before it is sent.
import { CosJobs } from "../client.js";
import { toast } from "../shared/announce.js";
import { el, fill, set, showDialog } from "../shared/dom.js";
import { errorPanel, wordsOf } from "../shared/error-panel.js";
import { maybe, t } from "../shared/i18n.js";
import { OPERATIONS } from "../shared/job.js";
import { emptyForm, formOf, inputOf, tagsOf } from "./create-input.js";
import { createDialog } from "./dialog.js";
import { bytesOf, field, MAX_PRIORITY } from "./fields.js";
import { addOutcome } from "./outcomes.js";

const PREVIEW_MS = 150;
const CSV = "COSBatchOperations_CSV_V1";
const BUCKET = /^(qcs::cos:[^:]*:[^:]*:)?[a-z0-9][a-z0-9-]*-\d+\/?$/;
const OBJECT = /^(qcs::cos:[^:]*:[^:]*:)?[a-z0-9][a-z0-9-]*-\d+\/.+$/;

const CHOICES = {
  operation: OPERATIONS,
  storageClass: ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE"],
  metadata: ["Copy", "Replaced"],
  tier: ["Standard", "Bulk"],
  tagging: ["Replaced", "Add"],
  format: [CSV, "COSInventoryReport_CSV_V1"],
  reportScope: ["FailedTasksOnly", "AllTasks"],
};

/** Which fields belong together, and when they are shown. */
const GROUPS = [
  { name: "what", fields: ["operation", "description"] },
  { name: "what", when: ({ operation }) => operation === "COSPutObjectCopy", fields: ["target", "targetPrefix", "oldPrefix", "storageClass", "metadata"] },
  { name: "what", when: ({ operation }) => operation === "COSInitiateRestoreObject", fields: ["days", "tier"] },
  { name: "what", when: ({ operation }) => operation === "COSPutObjectTagging", fields: ["tagging", "tags"] },
  { name: "objects", fields: ["manifest", "eTag", "format"] },
  { name: "objects", when: ({ format }) => format === CSV, fields: ["fields"] },
  { name: "report", fields: ["report"] },
  { name: "report", when: ({ report }) => report, fields: ["reportBucket", "reportPrefix", "reportScope"] },
  { name: "run", fields: ["priority", "roleArn", "confirmationRequired"] },
];

const atMost = (max) => (text) => (bytesOf(text) > max ? t("actions.create.long", { max }) : "");
const needs = (pattern, name) => (text) => (pattern.test(text.trim()) ? "" : t(`actions.create.wrong.${name}`));
const wholeNumber = (least, most) => (text) => (/^\d{1,10}$/.test(text) && text >= least && text <= most ? "" : t("actions.create.wrong.number", { least, most }));

const CHECKS = {
  description: atMost(256),
  target: needs(BUCKET, "bucket"),
  targetPrefix: atMost(1024),
  oldPrefix: atMost(1024),
  days: wholeNumber(1, 365),
  tags: (text) => (tagsOf(text).length && tagsOf(text).every(({ key }) => key) ? "" : t("actions.create.wrong.tags")),
  manifest: needs(OBJECT, "object"),
  eTag: needs(/\S/, "eTag"),
  fields: (text) => (/\bBucket\b/.test(text) && /\bKey\b/.test(text) ? "" : t("actions.create.wrong.fields")),
  reportBucket: needs(BUCKET, "bucket"),
  reportPrefix: atMost(256),
  priority: wholeNumber(0, MAX_PRIORITY),
  roleArn: needs(/^qcs::cam::\S+$/, "role"),
};

export async function create(app, _action, like) {
  const { place } = app;
  const sheet = createDialog({ title: t("actions.create.title"), test: "create-dialog", submit, isWide: true });
  const { body, foot, dialog } = sheet;
  const back = el("button", { test: "create-close", onclick: sheet.close }, t("actions.keep"));
  const send = el("button.strong.go", { type: "submit", test: "create-submit" }, t("actions.create.verb"));
  const preview = el("pre", { tabindex: 0, test: "create-preview" });
  const refusal = el("p.wrong", { test: "create-refusal", "aria-live": "polite" });
  const failure = el("div");
  // A client with invented keys signs the preview, so that the real keys sign only what is sent.
  const { region, uin, appId, endpoint } = place;
  const previewer = new CosJobs({ region, uin, appId, endpoint, credentials: { secretId: "preview", secretKey: "preview" } });

  let form = emptyForm(place);
  let parts = [];
  let timer = 0;
  let pending = null; // { token, input, sentAt } of a creation whose outcome is unknown

  const closed = showDialog(dialog);
  await begin();
  await closed;
  clearTimeout(timer);
  if (pending) addOutcome(app, { ...pending, action: "create", name: pending.input.description ?? t("shared.untitled") });

  async function begin() {
    fill(foot, back);
    if (like) {
      fill(body, el("p", { role: "status" }, t("actions.looking")));
      try {
        form = formOf(await app.look(like.jobId), place);
      } catch (error) {
        return fill(body, errorPanel(error, { what: t("actions.unread"), retry: begin }));
      }
    }
    build();
  }

  function build() {
    parts = GROUPS.map((group) => ({ ...group, parts: group.fields.map(partOf) }));
    const names = [...new Set(GROUPS.map(({ name }) => name))];
    fill(body, failure,
      names.map((name) => el("fieldset", el("legend", t(`actions.create.group.${name}`)),
        parts.filter((group) => group.name === name).map((group) => (group.element = el("div.fields", group.parts.map(({ element }) => element)))))),
      el("fieldset", el("legend", t("actions.create.group.preview")), refusal, preview));
    fill(foot, back, send);
    for (const part of parts.flatMap((group) => group.parts)) part.update?.();
    changed();
    parts[0].parts[0].control.focus();
  }

  function partOf(name) {
    const value = form[name];
    const label = t(`actions.create.field.${name}`);
    if (typeof value === "boolean") {
      const box = el("input", { type: "checkbox", test: `create-${name}`, onchange: changed });
      box.checked = value;
      return { name, control: box, element: el("label.check", box, label) };
    }
    const control = CHOICES[name] ? selectOf(name, value) : el(name === "tags" ? "textarea" : "input", { test: `create-${name}`, spellcheck: "false", ...(name === "tags" && { rows: 3 }) });
    control.value = value;
    const hint = maybe(`actions.create.hint.${name}`) ?? "";
    return { name, ...field({ id: `create-${name}`, label, hint, control, check: CHECKS[name] ?? (() => ""), changed }), get problem() { return CHECKS[name]?.(control.value) ?? ""; } };
  }

  function selectOf(name, value) {
    const values = CHOICES[name].includes(value) ? CHOICES[name] : [...CHOICES[name], value];
    return el("select", { test: `create-${name}` }, values.map((choice) =>
      el("option", { value: choice }, maybe(`shared.operation.${choice}`) ?? maybe(`actions.create.choice.${choice}`) ?? choice)));
  }

  function changed() {
    if (!parts.length) return;
    for (const { parts: own } of parts) for (const { name, control } of own) form[name] = control.type === "checkbox" ? control.checked : control.value;
    for (const { when, element } of parts) element.hidden = Boolean(when) && !when(form);
    const isWrong = parts.some(({ element, parts: own }) => !element.hidden && own.some(({ problem }) => problem));
    set(send, { disabled: isWrong });
    clearTimeout(timer);
    timer = setTimeout(showPreview, PREVIEW_MS);
  }

  /** The whole request except for its signature. */
  async function showPreview() {
    try {
      const { method, url, body: xml } = await previewer.prepare("CreateJob", inputOf(form, place));
      fill(preview, `${method} ${url}\n\n${xml.replace(/></g, ">\n<")}`);
      fill(refusal);
    } catch (error) {
      fill(preview);
      fill(refusal, t("actions.create.refused"), " ", el("code", error.message));
      set(send, { disabled: true });
    }
  }

  async function submit() {
    if (send.disabled) return;
    const input = inputOf(form, place);
    const token = JSON.stringify(input) === JSON.stringify(pending?.input) ? pending.token : undefined;
    setBusy(true);
    const sentAt = Date.now();
    try {
      const { jobId } = await app.client.createJob({ ...input, ...(token && { clientRequestToken: token }) });
      pending = null;
      await app.look(jobId).catch(() => {}); // the next reading of all jobs will show it
      toast(t("actions.create.done", { job: input.description ?? jobId }));
      setBusy(false);
      dialog.close();
      app.open(jobId);
      return;
    } catch (error) {
      pending = error.clientRequestToken ? { token: error.clientRequestToken, input, sentAt } : null;
      fill(failure, errorPanel(error, pending
        ? { tone: "wait", what: t("actions.story.unknown.create"), next: t("actions.create.again") }
        : { what: `${t("actions.story.failed.create")} ${wordsOf(error, "what")}` }));
      body.scrollTop = 0;
    }
    setBusy(false);
  }

  function setBusy(isBusy) {
    sheet.busy = isBusy;
    for (const button of [back, send]) set(button, { disabled: isBusy });
    fill(send, t(isBusy ? "actions.sending" : "actions.create.verb"));
  }
}
