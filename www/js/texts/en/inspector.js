export default {
  title: "Signature inspector",
};
