export default {
  title: "签名检查器",
};
