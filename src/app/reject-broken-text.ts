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

/** Deeper than any input of this API is; what goes deeper is refused before it exhausts the stack of whoever reads it. */
const DEEPEST = 16;

/** Plugin for the variables. */
export const rejectBrokenVariables: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ request }) => {
        for (const [name, value] of Object.entries(request.variables ?? {}))
          refuseBroken(value, `$${name}`, 1);
        return Promise.resolve();
      },
    }),
};

function refuseBroken(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string' && isBrokenText(value)) throw badInput(brokenText(`The variable ${path}`));
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw badInput(`The variable ${path} is nested more than ${DEEPEST} levels deep.`);
  for (const [key, inner] of Object.entries(value)) refuseBroken(inner, `${path}.${key}`, depth + 1);
}
