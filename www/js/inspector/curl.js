// Reads a curl command, as a person writes it or as the developer tools of a browser copy it for bash or for cmd.

/** Options that are followed by a value which does not matter for the signature. */
const IGNORED_WITH_VALUE = new Set(["-o", "--output", "-m", "--max-time", "--connect-timeout", "-x", "--proxy", "-w", "--write-out", "--retry",
  "--resolve", "--connect-to", "--cacert", "-E", "--cert", "--key", "-T", "--upload-file", "-c", "--cookie-jar", "-D", "--dump-header"]);
const DATA = new Set(["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json", "-F", "--form"]);
const HEADERS = { "-A": "user-agent", "--user-agent": "user-agent", "-e": "referer", "--referer": "referer", "-b": "cookie", "--cookie": "cookie" };

/** { method, url, headers: [name, value][] } of a command; null if it has no URL. */
export function parseCurl(text) {
  const words = shellWords(text.trim()).slice(1);
  const request = { method: undefined, url: undefined, headers: [] };
  let hasData = false;
  for (let at = 0; at < words.length; at += 1) {
    const [option, attached] = split(words[at]);
    const value = () => attached ?? words[(at += 1)] ?? "";
    if (option === "-X" || option === "--request") request.method = value();
    else if (option === "-H" || option === "--header") request.headers.push(headerOf(value()));
    else if (option === "--url") request.url = value();
    else if (option === "-I" || option === "--head") request.method ??= "HEAD";
    else if (option === "-G" || option === "--get") request.method ??= "GET";
    else if (option in HEADERS) request.headers.push([HEADERS[option], value()]);
    else if (DATA.has(option) || IGNORED_WITH_VALUE.has(option)) {
      hasData ||= DATA.has(option);
      value();
    } else if (!option.startsWith("-")) request.url ??= option;
  }
  request.method ??= hasData ? "POST" : "GET";
  return request.url ? { ...request, headers: request.headers.filter(([name]) => name) } : null;
}

/** An option and its value, if they are one word: -XPOST, --request=POST. */
function split(word) {
  const long = /^(--[\w-]+)=([\s\S]*)$/.exec(word);
  if (long) return [long[1], long[2]];
  const short = /^(-[XHdoAebFmx])([\s\S]+)$/.exec(word);
  return short ? [short[1], short[2]] : [word];
}

function headerOf(line) {
  const match = /^([^:;]+)[:;]\s*([\s\S]*)$/.exec(line);
  return match ? [match[1].trim().toLowerCase(), match[2].trim()] : ["", ""];
}

const ESCAPES = { n: "\n", r: "\r", t: "\t", "\\": "\\", "'": "'", '"': '"' };

/** The words of a command line, with the quotes of bash and of cmd. */
function shellWords(text) {
  const words = [];
  let word = null;
  const source = text.replace(/\\\r?\n/g, " ").replace(/\^\r?\n/g, " ").replace(/\^(["&<>|^%!])/g, "$1");
  for (let at = 0; at < source.length; at += 1) {
    const [piece, end] = pieceAt(source, at);
    if (piece === null) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + piece;
    at = end;
  }
  return word === null ? words : [...words, word];
}

/** The text that begins at an index and the index of its last character; the text is null for a space. */
function pieceAt(source, at) {
  const character = source[at];
  if (/\s/.test(character)) return [null, at];
  if (character === "$" && source[at + 1] === "'") return quoted(source, at + 2, "'", (escaped) => ESCAPES[escaped] ?? `\\${escaped}`);
  if (character === "'") return quoted(source, at + 1, "'", null);
  if (character === '"') return quoted(source, at + 1, '"', (escaped) => (/["\\$`]/.test(escaped) ? escaped : `\\${escaped}`));
  if (character === "\\") return [source[at + 1] ?? "", at + 1];
  return [character, at];
}

function quoted(source, start, quote, unescape) {
  let text = "";
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === quote) return [text, at];
    if (unescape && source[at] === "\\" && at + 1 < source.length) text += unescape(source[(at += 1)]);
    else text += source[at];
  }
  return [text, source.length];
}
