import { ApolloServerPlugin } from '@apollo/server';
import { ASTVisitor, ValidationContext } from 'graphql';
import { RequestContext } from '../../catalog/request-context';
import { valueOf } from './count';
import { COST_HEADER, CostMeter } from './cost-meter';
import { DocumentCosts } from './document-costs';
import { tooComplex } from './too-complex';

/**
 * Validation rule for what a document costs by itself. Of a document above a limit nothing is validated: some rules of the
 * library compare every field with every other.
 */
export function costRule(costs: DocumentCosts): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    Document: (document) => {
      const { fault } = costs.of(document);
      if (fault === null) return undefined;
      context.reportError(tooComplex(fault));
      // Takes the document away from the visitors of all rules.
      return null;
    },
  });
}

/** Plugin for what a request costs with its variables, before anything is read. */
export function limitCost(costs: DocumentCosts, meter: CostMeter): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: async ({ document, operation, request, contextValue }) => {
          const cost = operation && costs.of(document).operations.get(operation);
          if (cost === undefined) return;
          const { refusal } = await meter.admit(contextValue, valueOf(cost.nodes, request.variables ?? {}));
          if (refusal !== null) throw refusal;
        },
        willSendResponse: async ({ contextValue, request, response: { body } }) => {
          // What was at fault before its nodes were counted costs the least that any request does.
          const { cost } = await meter.admit(contextValue, 1);
          if (request.http?.headers.get(COST_HEADER) === '1' && body.kind === 'single')
            body.singleResult.extensions = { ...body.singleResult.extensions, cost };
        },
      }),
  };
}
