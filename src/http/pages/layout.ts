/** What of a text means something to HTML, written so that it does not. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const LINKS = [
  ['/desk', 'Desk'],
  ['/graphql', 'GraphiQL'],
  ['/docs', 'Documentation'],
  ['/schema.graphql', 'Schema'],
] as const;

/** A page of the documentation: a heading with links, and below it what is given, as HTML. */
export function pageOf(title: string, content: string): string {
  const links = LINKS.map(([address, name]) => `<a href="${address}">${name}</a>`).join('\n');
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
<header><a class="brand" href="/">Ambit</a><nav aria-label="Pages">${links}</nav></header>
<main>${content}</main>
</body>
</html>
`;
}
