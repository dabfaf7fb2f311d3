// The resource names of COS: qcs::cos:REGION:OWNER:BUCKET/KEY.
const FORM = /^qcs::cos:([^:]*):[^:]*:([^/]+)(?:\/(.*))?$/;

/** The parts of a resource name; undefined if it has another form. */
export function partsOf(arn) {
  const [, region, bucket, key = ""] = FORM.exec(arn ?? "") ?? [];
  return bucket && { region, bucket, key };
}

/** A resource name as people write it: bucket/key (region). Any other text is returned unchanged. */
export function placeOf(arn, folder = "") {
  const parts = partsOf(arn);
  if (!parts) return arn ?? "";
  const path = [parts.bucket, parts.key || folder].filter(Boolean).join("/");
  return parts.region ? `${path} (${parts.region})` : path;
}
