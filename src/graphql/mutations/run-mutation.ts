import {
  DocumentNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { RequestContext } from '../../catalog/request-context';
import { DocumentResult, ownError, RunDocument } from '../fast-path/run-document';
import { argumentFaults, hasArgumentsToCheck } from './check-arguments';

/**
 * A mutation that begins only where every argument of the whole operation is sound (null: it is not, and nothing was
 * done), that goes on to its end once it has begun, and whose errors after the write say that it was written.
 */
export function runMutation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  run: RunDocument,
): RunDocument {
  const isToCheck = hasArgumentsToCheck(document);
  return async (context, variables) => {
    if (isToCheck) {
      const faults = await argumentFaults(schema, document, operation, variables, context);
      if (faults.length > 0) return null;
    }
    const result = await context.lifetime.toItsEnd(() => run(context, variables));
    return result?.errors === undefined ? result : resultWithErrors(result, context.written);
  };
}

/** Why a mutation of a sound document was not begun: its variables, or else its arguments. Empty for other operations. */
export async function faultsBeforeMutation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: object,
  context: RequestContext,
): Promise<readonly GraphQLError[]> {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.MUTATION) return [];
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables as Record<string, unknown>, {
    maxErrors: 50,
  });
  return errors ?? argumentFaults(schema, document, operation, variables, context);
}

/** Where nothing was written, a mutation that failed takes the others with it, as the schema says of what is never null. */
function resultWithErrors(
  { data, errors = [] }: DocumentResult,
  written: ReadonlySet<string>,
): DocumentResult {
  const hasFailed = errors.some(({ path }) => path?.length === 1);
  return hasFailed && written.size === 0
    ? { data: null, errors }
    : { data, errors: markWritten(errors, written) };
}

function markWritten(
  errors: NonNullable<DocumentResult['errors']>,
  written: ReadonlySet<string>,
): readonly GraphQLError[] {
  return errors.map((error) => {
    const [root, ...below] = error.path ?? [];
    return below.length > 0 && written.has(String(root)) ? ownError(error, { written: true }) : error;
  });
}
