// Everything that DescribeJob tells about a job, in the words of the page. A field without a word of ours keeps its name in the API.
import { el } from "../shared/dom.js";
import { maybe, number, t, time } from "../shared/i18n.js";
import { placeOf } from "./arn.js";

/** The fields of a job that each section shows. */
const SECTIONS = {
  operation: ["operation"],
  manifest: ["manifest"],
  report: ["report"],
  about: ["statusUpdateReason", "suspendedCause", "confirmationRequired", "priority", "creationTime", "suspendedDate", "terminationDate", "roleArn", "jobId", "clientRequestToken"],
};

export const sectionsOf = (job) => Object.entries(SECTIONS).map(([name, fields]) => {
  const rows = fields.flatMap((field) => factsOf(field, job[field]));
  return rows.length > 0 && el("section", { test: `panel-${name}` }, el("h3", t(`job.section.${name}`)), el("dl.facts", rows));
});

/** The rows of a field; an object has a row for each of its fields. */
function factsOf(name, value) {
  if (value === undefined || value === null || value === "" || value.length === 0) return [];
  if (name === "operation") return operationFacts(value);
  const isPair = value.key !== undefined;
  const isGroup = Array.isArray(value) ? typeof value[0] === "object" : typeof value === "object" && !isPair;
  if (isGroup) return Object.entries(value).flatMap(([key, inner]) => factsOf(Array.isArray(value) ? name : key, inner));
  return [
    el("dt", maybe(`job.field.${name}`) ?? name.replace(/^./, (first) => first.toUpperCase())),
    el("dd", { test: `field-${name}`, title: /arn|resource|bucket/i.test(name) && value }, isPair ? `${value.key} = ${value.value}` : textOf(name, value)),
  ];
}

function operationFacts(operation) {
  return Object.entries(operation).flatMap(([name, parameters]) => [
    el("dt", t("job.field.does")), el("dd", t(`shared.operation.${name.replace(/^cos/, "COS")}`)),
    factsOf("parameters", parameters),
  ]);
}

function textOf(name, value) {
  if (typeof value === "boolean") return t(value ? "job.yes" : "job.no");
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return value.join(", ");
  if (/(Time|Date)$/.test(name)) return el("time", { title: value }, time(value));
  return maybe(`job.value.${value}`) ?? placeOf(value);
}
