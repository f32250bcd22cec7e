import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Role } from '../../src/shared/domain/caller';

/** What a page shows to be sent, and what comes back: a document of GraphQL as JSON, a command of a shell as text. */
export interface PageExample {
  /** The heading that it stands under. */
  readonly title: string;
  readonly language: 'graphql' | 'sh';
  readonly sent: string;
  /** As JSON; null where the document has none. */
  readonly variables: string | null;
  readonly answer: string;
  /** Whose key is sent, by the comment in its first line, such as `# As SALES` or `# As CUSTOMER P-3001`. */
  readonly role: Role | null;
  readonly customer: string | null;
}

/** The text of a page of the repository, by its path. */
export function textOf(path: string): string {
  return readFileSync(join(__dirname, '../..', path), 'utf8');
}

/**
 * The examples of a page in their order: each block of GraphQL or shell with the blocks of JSON or text that follow it, of which
 * the last is the answer. Throws where one shows no answer.
 */
export function examplesOf(page: string): readonly PageExample[] {
  const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: text, index }) => {
    const title = page
      .slice(0, index)
      .match(/^#+ (?!As [A-Z]).+$/gm)!
      .at(-1)!;
    return { title: title.replace(/^#+ /, ''), language: language!, text: text! };
  });
  return blocks.flatMap(({ title, language, text }, index) => {
    if (language !== 'graphql' && language !== 'sh') return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((block) => block.language !== (language === 'sh' ? 'text' : 'json'));
    const parts = (end === -1 ? rest : rest.slice(0, end)).map((block) => block.text);
    if (parts.length === 0) throw new Error(`No answer follows:\n${text}`);
    const [, role = null, customer = null] = /^# As ([A-Z]+)(?: (\S+))?$/m.exec(text) ?? [];
    const variables = parts.length > 1 ? parts[0]! : null;
    const answer = parts.at(-1)!;
    return [{ title, language, sent: text, variables, answer, role: role as Role | null, customer }];
  });
}
