/** The documentation: every code block runs against the emulator, examples in declarations compile, and links are not broken. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { createProject } from "./support/project.mjs";
import { run } from "./support/run.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const TSC = join(MODULES, "typescript", "bin", "tsc");
const READMES = ["README.md", "README.zh-CN.md"];
const GUIDES = ["docs/outcomes.md", "docs/testing.md", "docs/troubleshooting.md"];
const OTHERS = ["docs/reliability.md", "docs/performance.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "examples/README.md"];

const project = await createProject();
const text = (file) => readFile(join(ROOT, file), "utf8");

/** The code blocks of a text in this language. */
const blocks = (document, language) =>
  [...document.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, code]) => code);

/** A whole program uses the host's fetch and the environment. */
const HOST = `
  import { createEmulator } from "cos-jobs/emulator";
  const cos = await createEmulator({ speed: 1000, jobs: [{ jobId: "job-1", description: "nightly copy" }, { jobId: "job-2" }] });
  globalThis.fetch = cos.fetch;
  globalThis.cos = cos;
  process.env.COS_SECRET_ID = cos.account.credentials.secretId;
  process.env.COS_SECRET_KEY = cos.account.credentials.secretKey;
`;

/** What the text around a fragment explains. */
const FRAGMENT = `
  import { CosJobs, CosJobsError } from "cos-jobs";
  const jobs = new CosJobs({ ...cos.account, fetch: cos.fetch });
  const jobIds = ["job-1", "job-2"];
  const [jobId] = jobIds;
  const input = {
    manifest: {
      location: { eTag: '"1515"', objectArn: "qcs::cos:ap-chengdu::lists-1250000000/objects.csv" },
      spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] },
    },
    operation: { cosDeleteObject: {} },
    priority: 10,
    report: { enabled: false },
    roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
  };
`;

await writeFile(join(project, "host.mjs"), HOST);

for (const file of [...READMES, ...GUIDES]) {
  const code = blocks(await text(file), "js");
  assert.ok(code.length > 0, `${file} has no code`);
  code.forEach((block, index) => {
    test(`${file}: code block ${index + 1} runs`, async () => {
      const program = `program-${file.replaceAll("/", "-")}-${index}.mjs`;
      await writeFile(join(project, program), /^import /m.test(block) ? block : FRAGMENT + block);
      await run(process.execPath, ["--import", "./host.mjs", program], { cwd: project });
    });
  });
}

test("both readmes have the same code and the same structure", async () => {
  const shapes = await Promise.all(
    READMES.map(async (file) => {
      const document = await text(file);
      const code = blocks(document, "js").map((block) => block.replaceAll(/ *\/\/.*$/gm, ""));
      const lines = document.split("\n");
      const rows = lines.filter((line) => line.startsWith("|")).length;
      const headings = lines.filter((line) => /^#+ /.test(line)).map((line) => line.split(" ")[0]);
      return { code, rows, headings, marks: document.match(/<!-- .*? -->/g) };
    }),
  );
  assert.deepEqual(shapes[1], shapes[0]);
});

test("the examples of the declarations compile", async () => {
  const declarations = await text("pkg-template/index.d.ts");
  const examples = blocks(declarations.replaceAll(/^ +\* ?/gm, ""), "ts");
  assert.ok(examples.length > 5);
  const files = await Promise.all(
    examples.map(async (example, index) => {
      const names = ["CosJobs", "CosJobsError", "type CreateJobInput", "type JobSummary"];
      const imported = example.includes("import {") ? "" : `import { ${names.join(", ")} } from "cos-jobs";`;
      const known = imported && "declare const jobs: CosJobs; declare const jobId: string; declare const eTag: string;";
      // Each example has its own scope, so that it may declare the same names.
      const code = imported ? `async () => {${example.replaceAll("const { jobId }", "const { jobId: made }")}};` : example;
      await writeFile(join(project, `example-${index}.mts`), `export {};${imported}${known}${code}`);
      return `example-${index}.mts`;
    }),
  );
  const options = { strict: true, noEmit: true, target: "ES2022", lib: ["ESNext"], module: "nodenext", moduleResolution: "nodenext" };
  const node = { types: ["node"], typeRoots: [join(MODULES, "@types")] };
  await writeFile(join(project, "tsconfig.examples.json"), JSON.stringify({ compilerOptions: { ...options, ...node }, files }));
  await run(process.execPath, [TSC, "--project", "tsconfig.examples.json"], { cwd: project });
});

test("no link to a file is broken", async () => {
  for (const file of [...READMES, ...GUIDES, ...OTHERS]) {
    for (const [, target] of (await text(file)).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (!/^[a-z]+:/.test(target)) assert.ok(existsSync(join(ROOT, dirname(file), target)), `${file}: ${target}`);
    }
  }
});
