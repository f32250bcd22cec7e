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

export type Root = OperationDefinitionNode | FragmentDefinitionNode;

/**
 * The sizes of the operations of a document, and of the fragments that none of them leads to, since those are validated
 * too. The document need not be valid: of a fragment that is spread within itself, or that does not exist, nothing is
 * counted. Takes time in proportion to the document, since each fragment is counted once.
 */
export function expandedSizes(document: DocumentNode): ReadonlyMap<Root, ExpandedSize> {
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

  const sizes = new Map<Root, ExpandedSize>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) sizes.set(definition, ofSet(definition.selectionSet));
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = definition.name.value;
    if (fragments.get(name) !== definition) sizes.set(definition, ofSet(definition.selectionSet));
    else if (!counted.has(name)) sizes.set(definition, ofFragment(name));
  }
  return sizes;
}

/** The fragments of a document by name; of several with the same name the last. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
