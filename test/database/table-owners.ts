import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A folder of src that reads or writes a table, such as `contacts reads contracts`. */
export type Access = `${string} ${'reads' | 'writes'} ${string}`;

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

export function sourceFiles(): SourceFile[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('src/database/migrations/'))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The tables by the classes of their entities, and the folder of each, which owns it. */
export class Tables {
  private readonly byEntity = new Map<string, string>();
  private readonly owners = new Map<string, string>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, text } of files) {
      for (const [, table, entity] of text.matchAll(/^@Entity\('(\w+)'\)[\s\S]*?^export class (\w+)/gm)) {
        this.byEntity.set(entity!, table!);
        this.owners.set(table!, folderOf(path));
      }
    }
  }

  get names(): readonly string[] {
    return [...this.owners.keys()];
  }

  ownerOf(table: string): string | undefined {
    return this.owners.get(table);
  }

  ofEntity(entity: string): string | undefined {
    return this.byEntity.get(entity);
  }
}

/** Who reads and who writes tables of others: by the SQL of persistence/ and of the folders that may have some elsewhere. */
export function foreignAccesses(files: readonly SourceFile[], tables: Tables): Set<Access> {
  const found = new Set<Access>();
  for (const file of files) {
    const folder = folderOf(file.path);
    const note = (verb: 'reads' | 'writes', table: string | undefined) => {
      const owner = table === undefined ? undefined : tables.ownerOf(table);
      if (owner !== undefined && owner !== folder) found.add(`${folder} ${verb} ${table!}`);
    };
    for (const call of entityCalls(file)) note(call.verb, tables.ofEntity(call.entity));
    if (!mayHoldSql(file.path)) continue;
    for (const text of texts(file)) {
      for (const table of writtenIn(text)) note('writes', table);
      for (const table of readIn(text)) note('reads', table);
    }
  }
  return found;
}

/** Files outside persistence/ that hold SQL. */
export function sqlElsewhere(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !isPersistence(path))
    .filter((file) => texts(file).some((text) => SQL.test(text)))
    .map(({ path }) => path)
    .sort();
}

const SQL =
  /\b(SELECT\s+\S|INSERT\s+INTO|UPDATE\s+\w+\s+(\w+\s+)?SET|DELETE\s+FROM|FROM\s+[a-z_]+\s+(WHERE|JOIN))/;

function writtenIn(text: string): string[] {
  const writes = /\b(?:INSERT\s+INTO|(?<!\b(?:DO|FOR)\s+)UPDATE|DELETE\s+FROM)\s+(\w+)/g;
  return [...text.matchAll(writes)].map(([, table]) => table!);
}

/** After FROM, JOIN or a comma, and, in a piece of a statement, at its beginning. */
function readIn(text: string): string[] {
  const named = /(?:(?<!\bDELETE\s+)\bFROM|\bJOIN|,)\s*(\w+)\b(?![.(])/g;
  const first = /^(\w+)(?:\s+[a-z]{1,2})?(?=\s*$|\s*,|\s+(?:LEFT\s+)?JOIN\b)/g;
  return [named, first].flatMap((pattern) => [...text.matchAll(pattern)]).map(([, table]) => table!);
}

/** `manager.insert(CustomerEntity, …)` and the like. */
function entityCalls({ text }: SourceFile): { readonly verb: 'reads' | 'writes'; readonly entity: string }[] {
  const writes = /\.(?:insert|update|upsert|save|delete|remove)\(\s*(\w+Entity)\b/g;
  const reads = /\.(?:find|count|exist)\w*\(\s*(\w+Entity)\b/g;
  return [
    ...[...text.matchAll(writes)].map(([, entity]) => ({ verb: 'writes' as const, entity: entity! })),
    ...[...text.matchAll(reads)].map(([, entity]) => ({ verb: 'reads' as const, entity: entity! })),
  ];
}

/** Every string and template of a file but those of imports, with a gap where a template holds an expression. */
function texts({ path, text }: SourceFile): string[] {
  if (path.endsWith('.entity.ts')) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push(
        [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join(' … '),
      );
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  return found;
}

function folderOf(path: string): string {
  return path.split('/')[1]!;
}

function isPersistence(path: string): boolean {
  return path.split('/')[2] === 'persistence';
}

function mayHoldSql(path: string): boolean {
  return isPersistence(path) || /^src\/(platform|database|doctor)\//.test(path);
}
