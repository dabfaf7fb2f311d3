/**
 * A reporter of Node's test runner that writes docs/runtimes.md. A test belongs into the table if its name has the form
 * `HOST VERSION: WHAT`, such as `Deno 2.9.5: emulator`. If the host is missing, there is no version, and the test is skipped with a
 * reason.
 */

const NAME = /^(?<host>[A-Z][\w. -]*?|esbuild|webpack|workerd|happy-dom)(?: (?<version>\d[\w.-]*))?: (?<what>.+)$/;

const HEAD = `# Runtimes

\`cargo xtask runtimes\` runs the package in the hosts below and writes this page. The package is packed and installed as a user installs
it. In each host, it is imported, and it makes calls: a list, a change, and a call that the service refuses. The calls go to the
emulator as a server. Where it says "emulator", \`cos-jobs/emulator\` runs inside the host as well. The pages of bundlers and of Next.js
run in Chromium.

| host | version | what ran | result |
|---|---|---|---|
`;

const NOT_RUN = `
Not run, because none of them can run on the machine of the tests (and not supported: React Native, whose engine Hermes has no
WebAssembly):

- Safari itself, and other browsers on macOS, Windows, iOS and Android. WebKitGTK has the engine of Safari.
- Cloudflare Workers and the Edge runtime of Vercel in production. workerd, Miniflare and Next.js are what both use on a developer's
  machine.
`;

export default async function* table(source) {
  const hosts = new Map();
  for await (const { type, data } of source) {
    if (type === "test:pass" || type === "test:fail") add(hosts, type === "test:pass", data);
  }
  yield HEAD;
  const inOrder = new Intl.Collator("en", { numeric: true }).compare;
  for (const key of [...hosts.keys()].sort(inOrder)) yield line(hosts.get(key));
  yield NOT_RUN;
}

function add(hosts, passed, { name, skip }) {
  const { host, version = "-", what } = NAME.exec(name)?.groups ?? {};
  const belongs = host && (version !== "-" || skip !== undefined);
  if (!belongs) return;
  const key = `${host} ${version}`;
  if (!hosts.has(key)) hosts.set(key, { host, version, ran: new Set(), failed: [], skipped: undefined });
  const row = hosts.get(key);
  if (skip !== undefined) row.skipped = String(skip);
  else if (passed) row.ran.add(what);
  else row.failed.push(what);
}

function line({ host, version, ran, failed, skipped }) {
  const results = [
    failed.length > 0 && `FAILED: ${failed.join("; ")}`,
    failed.length === 0 && ran.size > 0 && "works",
    skipped && skipped.replace("NOT TESTED: ", "not run: "),
  ];
  return `| ${[host, version, [...ran].join("; ") || "-", results.filter(Boolean).join("; ")].join(" | ")} |\n`;
}
