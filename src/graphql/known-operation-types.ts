import { ASTVisitor, GraphQLError, ValidationContext } from 'graphql';

/** Validation rule: a kind of operation that the schema has no root for, such as a subscription, is the client's error. */
export function knownOperationTypesRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (node) => {
      if (context.getSchema().getRootType(node.operation) != null) return;
      context.reportError(new GraphQLError(`This API has no ${node.operation}s.`, { nodes: node }));
    },
  };
}
