import { createHash } from 'node:crypto';
import { ExampleQuery } from '../../demo/example-queries';
import { Role } from '../../shared/domain/caller';
import { escapeHtml } from './layout';

/** What the script of the page reads from it. */
interface GraphiqlSettings {
  readonly tabs: readonly { readonly query: string; readonly headers: string }[];
  /** Whether the browser keeps the headers of the tabs: those of the demo, but nobody's own key. */
  readonly keepsHeaders: boolean;
  /** Under which name the browser keeps the tabs; another one for another demo, whose keys are others. */
  readonly keptUnder: string;
}

/** The page of GraphiQL, with a tab for each query; the keys are those of the demo, null where none are to be shown. */
export function graphiqlPage(
  queries: readonly ExampleQuery[],
  keys: Readonly<Record<Role, string>> | null,
): string {
  const settings: GraphiqlSettings = {
    tabs: queries.map(({ role, query }) => ({
      query,
      headers: JSON.stringify({ Authorization: `Bearer ${keys?.[role] ?? '<your API key>'}` }, null, 2),
    })),
    keepsHeaders: keys !== null,
    keptUnder: keys === null ? 'ambit' : `ambit-${digest(JSON.stringify(keys))}`,
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphiQL · Ambit</title>
<link rel="icon" href="/desk/icon.svg">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
</head>
<body>
<noscript>GraphiQL needs JavaScript. The API does not: <a href="/">what this is</a>.</noscript>
<div id="root" data-settings="${escapeHtml(JSON.stringify(settings))}"></div>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
