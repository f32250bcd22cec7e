import {
  DocumentNode,
  FragmentDefinitionNode,
  Kind,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** How large an operation is once each fragment stands in every place where it is spread. */
export interface ExpandedSize {
  readonly fields: number;
  /** Fragments and inline fragments. */
  readonly spreads: number;
  readonly depth: number;
}

/** A document without end counts this much; numbers stay exact. */
export const UNCOUNTABLE = 1_000_000_000;

const NOTHING: ExpandedSize = { fields: 0, spreads: 0, depth: 0 };

/**
 * The sizes of the operations of a document, which need not be valid: of a fragment that is spread within itself, or that
 * does not exist, nothing is counted. Takes time in proportion to the document, since each fragment is counted once.
 */
export function expandedSizes(document: DocumentNode): ReadonlyMap<OperationDefinitionNode, ExpandedSize> {
  const fragments = fragmentsOf(document);
  const counted = new Map<string, ExpandedSize>();

  function ofFragment(name: string): ExpandedSize {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment === undefined ? NOTHING : ofSet(fragment.selectionSet);
    counted.set(name, size);
    return size;
  }

  function ofSet(set: SelectionSetNode | undefined): ExpandedSize {
    let [fields, spreads, depth] = [0, 0, 0];
    for (const selection of set?.selections ?? []) {
      const inner = ofSelection(selection);
      fields = Math.min(fields + inner.fields, UNCOUNTABLE);
      spreads = Math.min(spreads + inner.spreads, UNCOUNTABLE);
      depth = Math.max(depth, inner.depth);
    }
    return { fields, spreads, depth };
  }

  function ofSelection(selection: SelectionNode): ExpandedSize {
    if (selection.kind === Kind.FIELD) {
      const inner = ofSet(selection.selectionSet);
      return { fields: inner.fields + 1, spreads: inner.spreads, depth: inner.depth + 1 };
    }
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? ofFragment(selection.name.value)
        : ofSet(selection.selectionSet);
    return { ...inner, spreads: inner.spreads + 1 };
  }

  return new Map(operationsOf(document).map((operation) => [operation, ofSet(operation.selectionSet)]));
}

export function operationsOf(document: DocumentNode): OperationDefinitionNode[] {
  return document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
