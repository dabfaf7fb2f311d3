/** Prints the results when they are measured, and writes all of them at the end. */

import { lines, verdicts } from "./judge.mjs";

export function print({ row, tables }) {
  for (const table of tables) {
    console.log(`\n${titleOf(row, table)}`);
    for (const { name, median, spread, ratio } of lines(table)) {
      const compared = ratio && `  ours / it ${ratio}`;
      console.log(`  ${name.padEnd(64)} ${median.padStart(9)} ${table.unit}  ${spread.padEnd(20)}${compared}`);
    }
    for (const { text, said } of verdicts(table)) console.log(`  ${text}: ${said}`);
  }
}

const titleOf = (row, table) => (table.title ? `${row.title}: ${table.title}` : row.title);

/** All results as Markdown. */
export function markdown(results, about) {
  const all = results.flatMap(({ tables }) => tables.flatMap(verdicts));
  const met = all.filter(({ isMet }) => isMet).length;
  const intro = [
    "# Results",
    "",
    `Written by \`${about.command}\`. ${met} of ${all.length} goals met.`,
    "",
    "Medians of rounds in which the contestants run in turn, each in a separate process, after a warm-up. Lower is better,",
    "except for calls per second. A ratio is our value divided by the other value. If there were rounds, it is the median of the ratios of all rounds.",
    "",
    ...about.facts.map(([name, value]) => `- ${name}: ${value}`),
  ];
  return [...intro, ...results.flatMap(section), ""].join("\n");
}

function section({ row, tables }) {
  return ["", `## ${row.title}`, "", row.timed, ...tables.flatMap(tableLines)];
}

function tableLines(table) {
  const heading = table.title ? ["", `### ${table.title[0].toUpperCase()}${table.title.slice(1)}`] : [];
  const head = [`| contestant | median, ${table.unit} | from, to | ours / it |`, "|---|---:|---:|---:|"];
  const body = lines(table).map(({ name, median, spread, ratio }) => `| ${name} | ${median} | ${spread} | ${ratio} |`);
  const goals = verdicts(table).map(({ text, isMet, said }) => `- ${text}: ${isMet ? said : `**${said.toLowerCase()}**`}`);
  return [...heading, "", ...head, ...body, ...(goals.length > 0 ? ["", ...goals] : [])];
}
