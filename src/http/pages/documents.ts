import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PageLink, pageOf } from './layout';
import { renderMarkdown, renderTitle } from './render-markdown';

const ROOT_DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...['desk/README.md', 'client/README.md', 'bench/README.md'],
];
/** All Markdown in them is a document. */
const FOLDERS = ['docs', 'src'];

/** The documents of the repository as pages, by their paths in it, each rendered when it is first asked for. */
export class Documents {
  /** `docs/domain.md` and so on, those of a folder in the order of their names. */
  readonly paths: readonly string[];
  private readonly pages = new Map<string, string>();
  private list: string | null = null;

  constructor(
    private readonly folder: string,
    private readonly links: readonly PageLink[],
  ) {
    this.paths = [...ROOT_DOCUMENTS, ...FOLDERS.flatMap((name) => documentsUnder(folder, name))];
  }

  /** The page of one document. */
  page(path: string): string {
    const known = this.pages.get(path);
    if (known !== undefined) return known;
    const { title, html } = renderMarkdown(this.text(path), path, (to) => this.isServed(to));
    const page = pageOf(`${title} · Ambit`, `<article>${html}</article>`, this.links);
    this.pages.set(path, page);
    return page;
  }

  /** The page that lists all documents by their titles. */
  index(): string {
    this.list ??= this.makeIndex();
    return this.list;
  }

  private makeIndex(): string {
    const groups = new Map<string, string[]>();
    for (const path of this.paths) {
      const { title } = renderMarkdown(this.text(path), path, () => true);
      const group = GROUPS.find(({ start }) => path.startsWith(start))!.name;
      groups.set(group, [
        ...(groups.get(group) ?? []),
        `<li><a href="/${path}">${renderTitle(title)}</a></li>`,
      ]);
    }
    const lists = [...GROUPS]
      .reverse()
      .filter(({ name }) => groups.has(name))
      .map(({ name }) => `<h2>${name}</h2><ul>${groups.get(name)!.join('')}</ul>`);
    return pageOf('Documentation · Ambit', `<h1>Documentation</h1>${lists.join('')}`, this.links);
  }

  private isServed(path: string): boolean {
    return this.paths.includes(path) || this.links.some(({ address }) => address === `/${path}`);
  }

  private text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }
}

/** The first whose start a path has. */
const GROUPS = [
  { start: 'docs/adr/', name: 'Decisions' },
  { start: 'src/', name: 'Parts of the program' },
  { start: 'docs/contributing/', name: 'To change it' },
  { start: 'docs/recipes/', name: 'Requests to copy' },
  { start: 'docs/', name: 'To use and run it' },
  { start: '', name: 'The project' },
];

/** A program that is deployed without its sources has fewer. */
function documentsUnder(folder: string, name: string): readonly string[] {
  if (!existsSync(join(folder, name))) return [];
  return readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${name}/${path.replaceAll(sep, '/')}`)
    .sort();
}
