/** Reads Markdown: code blocks, headings and links. */

/** The code blocks of a text, in their order. */
export function blocksOf(markdown) {
  return [...markdown.matchAll(/^```(\S*)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
}

/** The text of a declaration file's comments, as Markdown. */
export function commentsOf(declarations) {
  const comments = [...declarations.matchAll(/\/\*\*(.*?)\*\//gs)].map(([, comment]) => comment.replaceAll(/^ *\* ?/gm, ""));
  return comments.join("\n");
}

/** The anchors of a text's headings, by the rule of GitHub. */
export function anchorsOf(markdown) {
  const seen = new Map();
  return headingsOf(markdown).map(({ title }) => {
    const plain = title.replaceAll(/\[(.*?)\]\(.*?\)/g, "$1").toLowerCase();
    const anchor = plain.replaceAll(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, "").replaceAll(" ", "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** The headings of a text, in their order. */
export function headingsOf(markdown) {
  const found = withoutBlocks(markdown).matchAll(/^(#+) +(.*?) *$/gm);
  return [...found].map(([, { length: level }, title]) => ({ level, title }));
}

/** The targets of a text's links and pictures. */
export function linksOf(markdown) {
  const prose = withoutBlocks(markdown).replaceAll(/`[^`\n]*`/g, "");
  const links = prose.matchAll(/\]\(([^)\s]*)[^)]*\)|<(https?:[^>]*)>/g);
  return [...links].map(([, target, address]) => target ?? address);
}

function withoutBlocks(markdown) {
  return markdown.replaceAll(/^```.*?^```$/gms, "");
}
