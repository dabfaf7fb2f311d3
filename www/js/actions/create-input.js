// The form of a new job as the input of createJob, and back. This file does not use the DOM.
import { partsOf } from "../job/arn.js";
import { OPERATIONS } from "../shared/job.js";

const keyOf = (name) => name.replace(/^COS/, "cos");
const list = (text) => text.split(/[\s,，]+/).filter(Boolean);

/** bucket or bucket/key as the name of a resource; a name of a resource stays as it is. */
const arnOf = (text, region) => (text.startsWith("qcs::") ? text : `qcs::cos:${region}::${text}`);
const shortOf = (arn, region) => {
  const parts = partsOf(arn);
  return parts?.region === region ? [parts.bucket, parts.key].filter(Boolean).join("/") : arn ?? "";
};

/** The values of an empty form. */
export const emptyForm = ({ uin }) => ({
  operation: "COSPutObjectCopy", description: "", priority: "10", confirmationRequired: true,
  roleArn: `qcs::cam::uin/${uin}:roleName/COSBatch_QcsRole`,
  manifest: "", eTag: "", format: "COSBatchOperations_CSV_V1", fields: "Bucket, Key",
  target: "", targetPrefix: "", oldPrefix: "", storageClass: "STANDARD", metadata: "Copy",
  days: "7", tier: "Standard", tagging: "Replaced", tags: "",
  report: true, reportBucket: "", reportPrefix: "", reportScope: "FailedTasksOnly",
  base: {},
});

/** The values of the form for a job like this one. */
export function formOf(job, place) {
  const { region } = place;
  const { operation, manifest, report, description = "", priority, confirmationRequired, roleArn } = job;
  const [key] = Object.keys(operation);
  const base = operation[key];
  return {
    ...emptyForm(place),
    operation: OPERATIONS.find((name) => keyOf(name) === key) ?? OPERATIONS[0], base,
    description, priority: String(priority), confirmationRequired, roleArn,
    manifest: shortOf(manifest.location.objectArn, region), eTag: manifest.location.eTag, format: manifest.spec.format,
    fields: manifest.spec.fields?.join(", ") || "Bucket, Key",
    target: shortOf(base.targetResource, region), targetPrefix: base.targetKeyPrefix ?? "", oldPrefix: base.resourcesPrefix ?? "",
    storageClass: base.storageClass ?? "STANDARD", metadata: base.metadataDirective ?? "Copy",
    days: String(base.expirationInDays ?? 7), tier: base.jobTier ?? "Standard",
    tagging: base.taggingDirective ?? "Replaced", tags: tagsText(base.tagSet),
    report: report?.enabled ?? false, reportBucket: shortOf(report?.bucket, region), reportPrefix: report?.prefix ?? "",
    reportScope: report?.reportScope ?? "FailedTasksOnly",
  };
}

const tagsText = (tags = []) => tags.map(({ key, value }) => `${key}=${value}`).join("\n");

export const tagsOf = (text) => text.split("\n").filter((line) => line.trim()).map((line) => {
  const end = line.includes("=") ? line.indexOf("=") : line.length;
  return { key: line.slice(0, end).trim(), value: line.slice(end + 1).trim() };
});

/** What a job that was copied has, and the form does not show, such as permissions, stays. */
const PARAMETERS = {
  COSPutObjectCopy: ({ base, target, targetPrefix, oldPrefix, storageClass, metadata }, region) => ({
    ...base, targetResource: arnOf(target.trim(), region), storageClass, metadataDirective: metadata,
    targetKeyPrefix: targetPrefix || undefined, resourcesPrefix: oldPrefix || undefined, prefixReplace: oldPrefix !== "",
  }),
  COSInitiateRestoreObject: ({ days, tier }) => ({ expirationInDays: Number(days), jobTier: tier }),
  COSPutObjectTagging: ({ tagging, tags }) => ({ taggingDirective: tagging, tagSet: tagsOf(tags) }),
  COSDeleteObject: () => ({}),
};

/** The input of createJob. */
export function inputOf(form, { region }) {
  const { operation, description, priority, confirmationRequired, roleArn, manifest, eTag, format, fields, report } = form;
  return {
    operation: { [keyOf(operation)]: PARAMETERS[operation](form, region) },
    description: description.trim() || undefined,
    priority: Number(priority),
    confirmationRequired,
    roleArn: roleArn.trim(),
    manifest: {
      location: { objectArn: arnOf(manifest.trim(), region), eTag: eTag.trim() },
      spec: { format, ...(format === "COSBatchOperations_CSV_V1" && { fields: list(fields) }) },
    },
    report: report
      ? { enabled: true, bucket: arnOf(form.reportBucket.trim(), region), format: "Report_CSV_V1", prefix: form.reportPrefix || undefined, reportScope: form.reportScope }
      : { enabled: false },
  };
}
