/** Targets of the links and images of a Markdown text, also of its reference definitions; none from code. */
export function linksOf(markdown: string): readonly string[] {
  const prose = withoutCode(markdown);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...prose.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  return [...inline, ...definitions].map(([, target]) => target!);
}

/** The anchors of a text: those it names itself, and those of its headings as GitHub makes them, -1, -2 … where one comes again. */
export function anchorsOf(markdown: string): readonly string[] {
  const named = [...withoutCode(markdown).matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!);
  const seen = new Map<string, number>();
  const ofHeadings = headingsOf(markdown).map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
  return [...named, ...ofHeadings];
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
