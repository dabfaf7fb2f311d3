// Reads what COS says about a signature: its SignatureDoesNotMatch contains the strings that it computed from the request as it
// arrived.
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** { code?, httpString?, stringToSign? } of an error document; empty if the text is not one. */
export function readAnswer(text) {
  return {
    code: element(text, "Code"),
    httpString: lines(element(text, "FormatString")),
    stringToSign: lines(element(text, "StringToSign")),
  };
}

function element(text, name) {
  const match = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text);
  return match ? unescaped(match[1]) : undefined;
}

const unescaped = (text) => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
  const code = Number(decimal ?? `0x${hex}`);
  return name ? ENTITIES[name] ?? all : code <= 0x10ffff ? String.fromCodePoint(code) : all;
});

/** A log may show line breaks as \n, and tools that copy text drop the last line break. Both strings always end with one. */
export function lines(text) {
  if (!text?.trim()) return undefined;
  const real = text.includes("\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\\n", "\n");
  return real.replace(/^\s+/, "");
}
