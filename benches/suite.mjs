/**
 * Compares this package with others, row by row. The file of each row in suite/ tells what is measured.
 *
 *     cargo xtask bench [--quick] [ROW...]
 *
 * It prints each row when it is measured, and writes a full run of all rows to benches/RESULTS.md. The results never
 * make it fail.
 */

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { facts } from "./suite/support/about.mjs";
import { markdown, print } from "./suite/support/report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    /** The native server. */
    server: { type: "string" },
    /** Cargo's target folder, to which criterion writes its estimates. */
    target: { type: "string" },
  },
});

const FILES = ["sign", "authorization", "native", "list", "whole-call", "cold-start", "bytes", "memory", "growth"];

const LONG = { rounds: 15, ms: 300, warmUpMs: 3000 };
const SHORT = { rounds: 5, ms: 100, warmUpMs: 1500 };

const unknown = positionals.filter((name) => !FILES.includes(name));
if (unknown.length > 0) {
  console.error(`there is no row ${unknown.join(", ")}; the rows are: ${FILES.join(", ")}`);
  process.exit(1);
}

const results = [];
for (const name of FILES.filter((name) => positionals.length === 0 || positionals.includes(name))) {
  const { row } = await import(`./suite/${name}.mjs`);
  const start = performance.now();
  const tables = await row.measure({ ...(values.quick ? SHORT : LONG), ...values });
  results.push({ row, tables });
  print({ row, tables });
  console.log(`  (${((performance.now() - start) / 1000).toFixed(0)} s)`);
}

if (!values.quick && positionals.length === 0) {
  const command = "cargo xtask bench";
  writeFileSync(new URL("RESULTS.md", import.meta.url), markdown(results, { command, facts: facts() }));
  console.log("\nwritten to benches/RESULTS.md");
}
