import { AssertionError } from 'node:assert';
import { execute, ExecutionResult, getOperationAST, GraphQLSchema, OperationTypeNode } from 'graphql';
import {
  compiledExecutor,
  GatewayExecutor,
  GatewayInterface,
  GatewayRequest,
  gatewayTo,
} from '../../src/app/compiled-executor';
import { CatalogContext } from '../../src/catalog/catalog-context';

/**
 * Runs every query through the compiled executor and through graphql-js, at the same instant, and fails where the
 * answers are not equal byte for byte. So every API test is a test of the compiled executor too. Mutations run once:
 * what they write cannot be written twice.
 */
export function bothExecutors(schema: GraphQLSchema): GatewayInterface {
  const compiled = compiledExecutor(schema);
  const both: GatewayExecutor = async (request) => {
    if (
      getOperationAST(request.document, request.request.operationName)?.operation !== OperationTypeNode.QUERY
    )
      return compiled(request);
    const now = (request.context as CatalogContext).clock.now();
    const answer = await compiled(atInstant(request, now));
    const expected = await interpreted(schema, atInstant(request, now));
    assertSame(answer as ExecutionResult, expected);
    return answer;
  };
  return gatewayTo(schema, both);
}

export async function interpreted(schema: GraphQLSchema, request: GatewayRequest): Promise<ExecutionResult> {
  const { operationName, variables } = request.request;
  const { document, context } = request;
  return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
}

export function assertSame(answer: ExecutionResult, expected: ExecutionResult): void {
  const [actual, wanted] = [comparable(answer), comparable(expected)];
  if (actual !== wanted)
    throw new AssertionError({ message: 'the executors disagree', actual, expected: wanted });
}

/** The answer as text. Errors of fields that run side by side may come in another order. */
function comparable({ data, errors }: ExecutionResult): string {
  const texts = errors?.map((error) => JSON.stringify(error)).sort();
  return JSON.stringify({ data, errors: texts });
}

/** The same request with a clock that stands still, and loaders of its own. */
function atInstant(request: GatewayRequest, now: Date): GatewayRequest {
  const { catalog, database, caller, requestId } = request.context as CatalogContext;
  return {
    ...request,
    context: new CatalogContext(catalog, database, { now: () => now }, caller, requestId),
  };
}
