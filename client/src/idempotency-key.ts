import { DocumentNode, Kind, OperationDefinitionNode, OperationTypeNode, parse } from 'graphql';

interface Body {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: Record<string, unknown> | null;
}

export interface KeyedRequest {
  readonly body: RequestInit['body'];
  /** Whether it may be sent again though it may have been carried out: queries, and mutations all of which have a key. */
  readonly isSafe: boolean;
}

/**
 * The body of a GraphQL request in which the input of every mutation has an idempotency key: its own, or a new one. A mutation whose
 * input does not come as a variable gets none. A body that is no JSON text of a document is left as it is.
 */
export function keyed(body: RequestInit['body']): KeyedRequest {
  const operation = operationOf(body);
  if (operation === null) return { body, isSafe: body == null };
  if (operation.definition.operation !== OperationTypeNode.MUTATION) return { body, isSafe: true };
  const { definition, parsed } = operation;
  const names = definition.selectionSet.selections.map(inputVariable);
  const variables = { ...parsed.variables };
  let isSafe = new Set(names).size === names.length;
  for (const name of names) {
    const input = name === null ? null : variables[name];
    if (name === null || !isObject(input)) isSafe = false;
    else variables[name] = { ...input, idempotencyKey: input['idempotencyKey'] ?? crypto.randomUUID() };
  }
  return { body: JSON.stringify({ ...parsed, variables }), isSafe };
}

/** The variable that a mutation takes its input from; null where it takes none. */
function inputVariable(
  selection: OperationDefinitionNode['selectionSet']['selections'][number],
): string | null {
  if (selection.kind !== Kind.FIELD) return null;
  const value = selection.arguments?.find(({ name }) => name.value === 'input')?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}

function operationOf(body: unknown): { definition: OperationDefinitionNode; parsed: Body } | null {
  if (typeof body !== 'string') return null;
  try {
    const parsed = JSON.parse(body) as Body;
    if (typeof parsed.query !== 'string') return null;
    const definition = operationIn(parse(parsed.query, { noLocation: true }), parsed.operationName);
    return definition === undefined ? null : { definition, parsed };
  } catch {
    return null;
  }
}

function operationIn({ definitions }: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return name == null ? operations[0] : operations.find((each) => each.name?.value === name);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
