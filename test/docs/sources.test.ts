import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLInputObjectType, GraphQLObjectType } from 'graphql';
import { readCatalogFile } from '../../src/catalog/file/read-catalog-file';
import { planFeatures } from '../../src/catalog/domain/plan-features';
import { apiSchema } from '../../src/graphql/schema';
import { publishedPlan } from '../support/published-catalog';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const [, ...parts] = read('docs/sources.md').split(/^## /m);
const schema = apiSchema();

interface Fact {
  readonly fact: string;
  readonly where: string;
  readonly test: string;
}

function factsOf(part: string): readonly Fact[] {
  return [...part.matchAll(/^\| \d+ \| (.*?) \| (.*?) \| \[.*?\]\(\.\.\/(.*?)\) \|$/gm)].map(
    ([, fact, where, test]) => ({ fact: fact!, where: where!, test: test! }),
  );
}

const facts = parts.flatMap(factsOf);

function isInSchema(name: string): boolean {
  const [type, field] = name.split('.') as [string, string | undefined];
  const found = schema.getType(type) as GraphQLObjectType | GraphQLInputObjectType | undefined;
  return found !== undefined && (field === undefined || field in found.getFields());
}

function codesOf(provider: 'it-novum' | 'op5'): readonly string[] {
  const { texts } = readCatalogFile(read(`catalog/${provider}.yaml`), provider).provider;
  const features = planFeatures(publishedPlan(provider, 'premium'));
  return [...texts, ...features].map(({ code }) => code);
}

test('docs/sources.md numbers every fact of both sources', () => {
  const numbers = [...read('docs/sources.md').matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(facts.map((_fact, index) => index + 1));
  expect(facts.length).toBeGreaterThanOrEqual(79);
});

test('each fact is applied by a rule or told by a field that the schema has', () => {
  const names = facts.flatMap(({ where }) =>
    [...where.matchAll(/`([A-Z]\w+(?:\.\w+)?)`/g)].map(([, name]) => name!),
  );
  expect(names.length).toBeGreaterThanOrEqual(79);
  expect(names.filter((name) => !isInSchema(name))).toEqual([]);
  expect(facts.filter(({ where }) => !/`[A-Z]|Domain section \d/.test(where))).toEqual([]);
});

test.each([
  ['it-novum', 0],
  ['op5', 1],
] as const)(
  'each feature and text that is named for %s stands in its catalog, and each text is named',
  (provider, nth) => {
    const known = codesOf(provider);
    const named = factsOf(parts[nth]!).flatMap(({ where }) =>
      [...where.matchAll(/`([a-z][a-z-]+)`/g)].map(([, code]) => code!),
    );
    expect(named.filter((code) => !known.includes(code))).toEqual([]);
    const { texts } = readCatalogFile(read(`catalog/${provider}.yaml`), provider).provider;
    expect(texts.filter(({ code }) => !named.includes(code))).toEqual([]);
  },
);

test('each fact has a test that there is', () => {
  expect(facts.filter(({ test: path }) => !existsSync(join(ROOT, path)))).toEqual([]);
});
