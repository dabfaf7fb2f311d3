/** An input for CreateJob, without a token. */
export const creation = {
  manifest: {
    location: { eTag: "15150651828fa9cd", objectArn: "qcs::cos:ap-chengdu::b-1/m.csv" },
    spec: { fields: ["Bucket", "Key"], format: "COSBatchOperations_CSV_V1" },
  },
  operation: { cosDeleteObject: {} },
  priority: 1,
  report: { enabled: false },
  roleArn: "qcs::cam::uin/100000000001:roleName/r",
};
