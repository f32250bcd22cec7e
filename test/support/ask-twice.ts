import { AssertionError } from 'node:assert';
import { FastifyRequest } from 'fastify';
import { DocumentNode, execute, GraphQLFormattedError, Kind, parse, SelectionNode } from 'graphql';
import { formattedErrors } from '../../src/graphql/format-error';
import { GraphqlParts } from '../../src/graphql/graphql-handler';
import { NotedReply } from './noted-reply';

const AGAIN = 'again_';

interface Sent {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** Fails where a root field that stands twice in one document is answered otherwise than one that stands there once. */
export async function askTwice(
  { schema, contextOf }: GraphqlParts,
  request: FastifyRequest,
  expected: NotedReply,
): Promise<void> {
  const once = JSON.parse(expected.body) as Answer;
  if (request.method !== 'POST' || once.data === undefined) return;
  const { query, variables, operationName } = request.body as Sent;
  const { data, errors = [] } = await execute({
    schema,
    document: withRootFieldsTwice(parse(query)),
    variableValues: variables,
    operationName,
    contextValue: await contextOf(request),
  });
  const all = formattedErrors(errors);
  // Without data one error stands for all.
  if (data == null || once.data === null) return assertEqual(data ?? null, once.data);
  const fields = Object.entries(data);
  const first = fields.filter(([name]) => !name.startsWith(AGAIN));
  const again = fields
    .filter(([name]) => name.startsWith(AGAIN))
    .map(([name, value]) => [original(name), value]);
  assertEqual(Object.fromEntries(first), once.data);
  const repeated = Object.fromEntries(again) as object;
  assertEqual(repeated, Object.fromEntries(Object.entries(once.data).filter(([name]) => name in repeated)));
  assertEqual(sorted(all.filter((error) => !isAgain(error))), sorted(once.errors ?? []));
  const ofAgain = all
    .filter(isAgain)
    .map((error) => ({ ...error, path: [original(error.path![0]), ...error.path!.slice(1)] }));
  const ofOnce = (once.errors ?? []).filter(({ path }) => path![0]! in repeated);
  assertEqual(sorted(ofAgain), sorted(ofOnce));
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** The document with each root field a second time, under an alias. Fields in fragments stand there once. */
function withRootFieldsTwice(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const { selectionSet } = definition;
    const selections = [...selectionSet.selections, ...selectionSet.selections.flatMap(aliased)];
    return { ...definition, selectionSet: { ...selectionSet, selections } };
  });
  return { ...document, definitions };
}

function aliased(selection: SelectionNode): SelectionNode[] {
  if (selection.kind !== Kind.FIELD) return [];
  const value = `${AGAIN}${(selection.alias ?? selection.name).value}`;
  return [{ ...selection, alias: { kind: Kind.NAME, value } }];
}

function isAgain({ path }: GraphQLFormattedError): boolean {
  return String(path![0]).startsWith(AGAIN);
}

function original(name: unknown): string {
  return String(name).slice(AGAIN.length);
}

function sorted(errors: readonly object[]): string[] {
  return errors.map((error) => JSON.stringify(error)).sort();
}

function assertEqual(value: unknown, wanted: unknown): void {
  const [actual, expected] = [JSON.stringify(value), JSON.stringify(wanted)];
  if (actual !== expected)
    throw new AssertionError({
      message: 'what is asked twice is answered otherwise than once',
      actual,
      expected,
    });
}
