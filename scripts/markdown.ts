/** Targets of the links and images of a Markdown text, also of its reference definitions; none from code. */
export function linksOf(markdown: string): readonly string[] {
  const prose = withoutCode(markdown);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...prose.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  return [...inline, ...definitions].map(([, target]) => target!);
}

/** The anchors of a text's headings as GitHub makes them: a heading that comes again gets -1, -2 … */
export function anchorsOf(markdown: string): readonly string[] {
  const seen = new Map<string, number>();
  return headingsOf(markdown).map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** The code spans of a Markdown text; none from its blocks of code. */
export function codeIn(markdown: string): readonly string[] {
  return [...withoutBlocks(markdown).matchAll(/(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g)].map(([, , code]) => code!);
}

function headingsOf(markdown: string): readonly string[] {
  const headings = withoutBlocks(markdown).matchAll(/^#{1,6} +(.+?)(?: +#+)? *$/gm);
  // Of a link in a heading only the text is shown.
  return [...headings].map(([, heading]) => heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^ *(```+|~~~+).*\n[\s\S]*?^ *\1`*~* *$/gm, '');
}
