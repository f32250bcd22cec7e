import { Kind, OperationDefinitionNode, OperationTypeNode } from 'graphql';

/** Lists, reports, feeds and questions about the past: what they return may be a few seconds old. Nobody decides by them alone. */
export const MAY_BE_LATE: ReadonlySet<string> = new Set([
  'auditLog',
  'consultingUsage',
  'contracts',
  'customers',
  'decisions',
  'events',
  'incidents',
  'quotaReport',
  'responseReport',
  'whatIf',
]);

/** Whether an operation asks for such things alone; one with fragments at its root is not looked into. */
export function mayBeLate({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return (
    operation === OperationTypeNode.QUERY &&
    selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && MAY_BE_LATE.has(selection.name.value),
    )
  );
}
