import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';

/**
 * PostgreSQL cannot hold a NUL character, and half of a surrogate pair is no text: such a value is refused before any
 * resolver sees it, by its name, wherever in the variables or in the document it stands.
 */
export function isBrokenText(text: string): boolean {
  return text.includes('\0') || !(text as string & { isWellFormed(): boolean }).isWellFormed();
}

function brokenText(where: string): string {
  return `${where} contains a NUL character or half of a surrogate pair; send plain text.`;
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Validation rule for literals in the document. */
export function noBrokenTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue: (node) => {
      if (isBrokenText(node.value))
        context.reportError(new GraphQLError(brokenText('A string of the document'), { nodes: node }));
    },
  };
}

/** Deeper than any input of this API is; what goes deeper is refused before it exhausts the stack of its reader. */
const DEEPEST = 16;

/** Plugin for the variables. */
export const rejectBrokenVariables: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ request }) => {
        const fault = brokenVariable(request.variables ?? {});
        if (fault !== null) throw badInput(fault);
        return Promise.resolve();
      },
    }),
};

/** What is wrong with the first variable that holds broken text or is nested too deeply; null where all are sound. */
export function brokenVariable(variables: object): string | null {
  return faultWithin(variables, '$', 1);
}

function faultWithin(value: object, prefix: string, depth: number): string | null {
  for (const key in value) {
    const fault = faultOf((value as Record<string, unknown>)[key], `${prefix}${key}`, depth);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(value: unknown, path: string, depth: number): string | null {
  if (typeof value === 'string') return isBrokenText(value) ? brokenText(`The variable ${path}`) : null;
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEEPEST) return `The variable ${path} is nested more than ${DEEPEST} levels deep.`;
  return faultWithin(value, `${path}.`, depth + 1);
}
