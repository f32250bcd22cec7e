import { ASTNode, DocumentNode, SelectionSetNode } from 'graphql';

/** The largest number of directives at one place of a document: an operation, a variable, a field, a fragment. */
export function mostDirectives(document: DocumentNode): number {
  let most = 0;
  const look = (node: ASTNode) => {
    if ('directives' in node) most = Math.max(most, node.directives?.length ?? 0);
  };
  const lookInto = (set: SelectionSetNode | undefined) => {
    for (const selection of set?.selections ?? []) {
      look(selection);
      if ('selectionSet' in selection) lookInto(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    look(definition);
    if ('variableDefinitions' in definition) definition.variableDefinitions?.forEach(look);
    if ('selectionSet' in definition) lookInto(definition.selectionSet);
  }
  return most;
}
