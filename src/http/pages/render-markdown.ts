import MarkdownIt from 'markdown-it';

/** A document as HTML, with its title. */
export interface RenderedDocument {
  readonly title: string;
  readonly html: string;
}

/**
 * Renders a document of the repository. Headings get the ids that code hosts give them, so that links to sections work in both
 * places. A link that leads to nothing served here loses its address: `isServed` is asked with what it resolves to.
 */
export function renderMarkdown(
  text: string,
  path: string,
  isServed: (path: string) => boolean,
): RenderedDocument {
  const markdown = new MarkdownIt({ html: true });
  const tokens = markdown.parse(text, {});
  const used = new Map<string, number>();
  let title = path;
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      const heading = tokens[index + 1]!.content;
      if (token.tag === 'h1') title = heading;
      token.attrSet('id', slugOf(heading, used));
    }
    // The policy of the pages lets no style attribute in.
    const align = /^text-align:(\w+)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (align !== undefined) token.attrs = [['class', align]];
    // A wide table scrolls by itself; for that the keyboard has to reach it.
    if (token.type === 'table_open') token.attrSet('tabindex', '0');
    for (const child of token.children ?? []) {
      if (child.type !== 'link_open') continue;
      const address = String(child.attrGet('href') ?? '');
      if (!leadsSomewhere(address, path, isServed)) child.attrs = [['class', 'elsewhere']];
    }
  });
  return { title, html: markdown.renderer.render(tokens, markdown.options, {}) };
}

/** A title as HTML for within a line: one that begins with a number and a point is no list. */
export function renderTitle(title: string): string {
  return new MarkdownIt({ html: true }).renderInline(title);
}

function leadsSomewhere(address: string, path: string, isServed: (path: string) => boolean): boolean {
  const here = new URL(path, 'http://here/');
  const target = new URL(address, here);
  return target.host !== 'here' || isServed(decodeURIComponent(target.pathname.slice(1)));
}

function slugOf(heading: string, used: Map<string, number>): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  const times = used.get(slug) ?? 0;
  used.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
