import { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';

/**
 * PostgreSQL cannot hold a NUL character, and half of a surrogate pair is no text: such a value is refused before any
 * resolver sees it, by its name, wherever in the variables or in the document it stands.
 */
export function isBrokenText(text: string): boolean {
  return text.includes('\0') || !(text as string & { isWellFormed(): boolean }).isWellFormed();
}

function brokenText(where: string): GraphQLError {
  const message = `${where} contains a NUL character or half of a surrogate pair; send plain text.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Validation rule for literals in the document. */
export function noBrokenTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue: (node) => {
      if (isBrokenText(node.value))
        context.reportError(
          new GraphQLError(brokenText('A string of the document').message, { nodes: node }),
        );
    },
  };
}

/** Plugin for the variables. */
export const rejectBrokenVariables: ApolloServerPlugin<BaseContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ request }) => {
        const path = pathOfBrokenText(request.variables, '$');
        if (path !== null) throw brokenText(`The variable ${path}`);
        return Promise.resolve();
      },
    }),
};

function pathOfBrokenText(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isBrokenText(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOfBrokenText(inner, path === '$' ? `$${key}` : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
