// What can be copied: the link, the job as JSON, and the same work on the command line.
import { copy } from "../shared/announce.js";
import { el, icon } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { canCancel, canConfirm } from "../shared/job.js";

/** The text of a command for a POSIX shell. */
function commandOf(place, ...words) {
  const options = ["region", "uin", "appId"].flatMap((name) => [`--${name.toLowerCase()}`, place[name]]);
  const isOwn = place.endpoint && !place.endpoint.includes(".cos-control.");
  return ["npx", "cos-jobs", ...words, ...options, ...(isOwn ? ["--endpoint", place.endpoint] : [])].map(quoted).join(" ");
}

const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${String(word).replaceAll("'", "'\\''")}'`);

export function copies(job, place) {
  const { jobId } = job;
  const commands = [
    ["describe", jobId], ["watch", jobId],
    canConfirm(job) && ["confirm", jobId], canCancel(job) && ["cancel", jobId],
  ].filter(Boolean);
  return el("section",
    el("h3", t("job.section.copy")),
    el("div.buttons",
      button("copy-link", t("job.copy.link"), () => location.href, "link"),
      button("copy-json", t("job.copy.json"), () => JSON.stringify(job, null, 2)),
      button("copy-command", t("job.copy.command"), () => commandOf(place, "describe", jobId))),
    el("details", el("summary", t("job.copy.commands")),
      el("p.gloss", t("job.copy.keys")),
      commands.map((words) => el("div.command", el("code", commandOf(place, ...words)),
        button(`copy-${words[0]}`, t("job.copy.this"), () => commandOf(place, ...words))))));
}

const button = (test, text, value, shape = "copy") => el("button.small", { test, onclick: () => copy(value()) }, icon(shape), text);
