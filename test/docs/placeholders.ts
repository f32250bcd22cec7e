/** What stands in an answer for a text that differs from one database to the next. */
const ANY = '…';
const NAMED = /<([^<>\n]+)>/g;

/** Finds the id of what a placeholder such as `contract ITN-BASIC-1` names; null where it names nothing of the demo. */
export type FindId = (what: string) => Promise<string | null>;

/**
 * The placeholders of a page: `…` is any text; `<contract ITN-BASIC-1>` the id of a thing of the demo; `<order>` stands for what an
 * answer had in its place where the page names it first.
 */
export class Placeholders {
  private readonly values = new Map<string, string>();

  constructor(private readonly findId: FindId) {}

  /** What is sent, with the values in the places of their names. Throws where a name has none. */
  async fillIn(text: string): Promise<string> {
    for (const name of namesIn(text)) {
      if ((await this.valueOf(name)) === null)
        throw new Error(`No answer before this one has shown <${name}>`);
    }
    return text.replaceAll(NAMED, (_all, name: string) => this.values.get(name)!);
  }

  /** What a test is to expect in the place of a value of JSON; notes the values of new names from what has come. */
  async expected(shown: unknown, come: unknown): Promise<unknown> {
    if (shown === ANY) return expect.any(String);
    if (typeof shown === 'string') return this.expectedText(shown, come);
    if (Array.isArray(shown))
      return Promise.all(shown.map((part, index) => this.expected(part, (come as unknown[])?.[index])));
    if (typeof shown !== 'object' || shown === null) return shown;
    const parts = Object.entries(shown).map(async ([key, part]) => {
      return [key, await this.expected(part, (come as Record<string, unknown> | null)?.[key])];
    });
    return Object.fromEntries((await Promise.all(parts)) as [string, unknown][]);
  }

  /** The same for the output of a command, in which placeholders may stand within a line. */
  async expectedOutput(shown: string, come: string): Promise<RegExp> {
    for (const name of namesIn(shown)) await this.valueOf(name);
    const pattern = shown.split(/(<[^<>\n]+>|…)/).map((part) => {
      const name = /^<(.+)>$/.exec(part)?.[1];
      if (name === undefined) return part === ANY ? '[^\\n]*' : escaped(part);
      return this.values.has(name) ? escaped(this.values.get(name)!) : `(?<${groupOf(name)}>\\S+)`;
    });
    const expression = new RegExp(`^${pattern.join('')}$`);
    const found = expression.exec(come)?.groups ?? {};
    for (const name of namesIn(shown)) {
      const value = found[groupOf(name)];
      if (value !== undefined) this.values.set(name, value);
    }
    return expression;
  }

  private async expectedText(shown: string, come: unknown): Promise<string> {
    const name = /^<([^<>]+)>$/.exec(shown)?.[1];
    if (name === undefined) return shown;
    const known = await this.valueOf(name);
    if (known === null && typeof come === 'string') this.values.set(name, come);
    return known ?? (typeof come === 'string' ? come : shown);
  }

  private async valueOf(name: string): Promise<string | null> {
    const value = this.values.get(name) ?? (await this.findId(name));
    if (value !== null) this.values.set(name, value);
    return value;
  }
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAMED)].map(([, name]) => name!);
}

function groupOf(name: string): string {
  return name.replaceAll(/\W/g, '_');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
