import { ASTVisitor, GraphQLError, OperationTypeNode, ValidationContext } from 'graphql';

const QUERIES_AND_MUTATIONS = 'Queries and mutations go to POST /graphql.';
const SUBSCRIPTIONS = 'Subscriptions go to POST /graphql/stream, and come as server-sent events.';

/** Validation rule of POST /graphql: it runs no subscriptions, which is the client's error. */
export function noSubscriptionsRule(context: ValidationContext): ASTVisitor {
  return refusing(context, (type) => type === OperationTypeNode.SUBSCRIPTION, SUBSCRIPTIONS);
}

/** Validation rule of POST /graphql/stream: it runs nothing else. */
export function onlySubscriptionsRule(context: ValidationContext): ASTVisitor {
  return refusing(context, (type) => type !== OperationTypeNode.SUBSCRIPTION, QUERIES_AND_MUTATIONS);
}

function refusing(
  context: ValidationContext,
  isRefused: (type: OperationTypeNode) => boolean,
  message: string,
): ASTVisitor {
  return {
    OperationDefinition: (node) => {
      if (isRefused(node.operation)) context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
