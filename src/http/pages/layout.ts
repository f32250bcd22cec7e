import { Exposure } from '../../boot/exposure';

/** What of a text means something to HTML, written so that it does not. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What the pages lead to, with and without the schema. */
export interface PageLink {
  readonly address: string;
  readonly name: string;
  readonly about: string;
}

const LINKS: readonly (PageLink & { readonly showsSchema: boolean })[] = [
  {
    address: '/desk',
    name: 'Desk',
    about: 'Contracts, quotas, incidents and consulting, for support, sales and customers.',
    showsSchema: false,
  },
  {
    address: '/graphql',
    name: 'GraphiQL',
    about: 'Try the API: a ready query for each role, with the schema beside it.',
    showsSchema: true,
  },
  {
    address: '/docs',
    name: 'Documentation',
    about: 'Requests to copy, the rules, the errors, how to bill, how to run it.',
    showsSchema: false,
  },
  {
    address: '/schema.graphql',
    name: 'Schema',
    about: 'Every type, field and argument, described.',
    showsSchema: true,
  },
];

export function linksOf(exposure: Pick<Exposure, 'schema'>): readonly PageLink[] {
  return LINKS.filter(({ showsSchema }) => exposure.schema || !showsSchema);
}

/** A page of the documentation: a heading with links, and below it what is given, as HTML. */
export function pageOf(title: string, content: string, links: readonly PageLink[]): string {
  const anchors = links.map(({ address, name }) => `<a href="${address}">${name}</a>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/desk/icon.svg">
<link rel="stylesheet" href="/desk/pages.css">
</head>
<body>
<header><a class="brand" href="/">Ambit</a><nav aria-label="Pages">${anchors}</nav></header>
<main>${content}</main>
</body>
</html>
`;
}
