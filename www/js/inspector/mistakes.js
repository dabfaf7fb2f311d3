// Frequent mistakes in code that signs requests. If a signature is exactly what one of them produces, that mistake was made.
import { hmacHex, sha1Hex } from "./digest.js";

const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
const keep = (text) => text;
const byKey = ([a], [b]) => (a < b ? -1 : 1);

/** The HttpString of { method, path, pathAsSent, search, parameters, headers }, with some of its rules changed. All parts are decoded. */
function httpString({ method, path, parameters, headers }, rules = {}) {
  const { encodeValue = encode, encodeKey = encode, lowerKeys = true, sorted = true, end = "\n", upperMethod = false, withParameters = true } = rules;
  const key = (name) => (lowerKeys ? encodeKey(name).toLowerCase() : encodeKey(name));
  const joined = (pairs) => {
    const encoded = pairs.map(([name, value]) => [key(name), encodeValue(value)]);
    if (sorted) encoded.sort(byKey);
    return encoded.map((pair) => pair.join("=")).join("&");
  };
  const verb = upperMethod ? method.toUpperCase() : method.toLowerCase();
  return `${verb}\n${rules.path ?? path}\n${withParameters ? joined(parameters) : ""}\n${joined(headers)}${end}`;
}

/** Mistakes in the HttpString: their names and what they make of a request. */
const STRINGS = {
  pathEncoded: (parts) => httpString(parts, { path: parts.pathAsSent }),
  pathWithQuery: (parts) => httpString(parts, { path: `${parts.path}${parts.search}` }),
  methodUpperCase: (parts) => httpString(parts, { upperMethod: true }),
  lastLineBreak: (parts) => httpString(parts, { end: "" }),
  valuesNotEncoded: (parts) => httpString(parts, { encodeValue: keep }),
  encodeUri: (parts) => httpString(parts, { encodeValue: encodeURIComponent, encodeKey: encodeURIComponent }),
  encodeLowerHex: (parts) => httpString(parts, { encodeValue: (text) => encode(text).replace(/%../g, (code) => code.toLowerCase()) }),
  spacesAsPlus: (parts) => httpString(parts, { encodeValue: (text) => encode(text).replaceAll("%20", "+") }),
  keysUpperCase: (parts) => httpString(parts, { lowerKeys: false }),
  notSorted: (parts) => httpString(parts, { sorted: false }),
  noParameters: (parts) => httpString(parts, { withParameters: false }),
};

/** Mistakes after it. The first one is only a mistake if the two times differ. */
const LATER = {
  twoTimes: {},
  hashUpperCase: { hash: (digest) => digest.toUpperCase() },
  notHashed: { unhashed: true },
  stringToSignLineBreak: { end: "" },
  keyTimeAsSignTime: { useKeyTime: true },
  signTimeAsKey: { deriveFromSignTime: true },
  signKeyBytes: { keyBytes: true },
  secretKeyDirectly: { noDerivation: true },
  secretKeySpace: { changeKey: (key) => `${key}\n` },
  signatureUpperCase: { finish: (signature) => signature.toUpperCase() },
  signatureBase64: { finish: (signature) => btoa(signature.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16)))) },
};

/**
 * The names of the one or two mistakes that lead to `signature`, with the strings that they lead to; null if it is none of
 * these. `times`: { signTime, keyTime } as texts.
 */
export async function findMistake(parts, secretKey, times, signature) {
  const correct = httpString(parts);
  const strings = Object.entries(STRINGS).map(([name, make]) => [[name], make(parts)]).filter(([, text]) => text !== correct);
  const candidates = [
    ...strings.map(([names, text]) => [names, text, {}]),
    ...Object.entries(LATER).flatMap(([name, rules]) => [[[name], correct, rules], ...strings.map(([names, text]) => [[...names, name], text, rules])]),
  ];
  for (const [names, text, rules] of candidates) {
    const stringToSign = await stringToSignOf(text, times, rules);
    if ((await signatureOf(stringToSign, secretKey, times, rules)) === signature) return { names, httpString: text, stringToSign };
  }
  return null;
}

async function stringToSignOf(text, { signTime, keyTime }, { hash = keep, end = "\n", unhashed, useKeyTime }) {
  const digest = unhashed ? text : hash(await sha1Hex(text));
  return `sha1\n${useKeyTime ? keyTime : signTime}\n${digest}${end}`;
}

async function signatureOf(stringToSign, secretKey, { signTime, keyTime }, { changeKey = keep, finish = keep, noDerivation, deriveFromSignTime, keyBytes }) {
  const key = noDerivation ? secretKey : await hmacHex(changeKey(secretKey), deriveFromSignTime ? signTime : keyTime);
  return finish(await hmacHex(keyBytes ? bytesOf(key) : key, stringToSign));
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16));
