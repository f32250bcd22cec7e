import {
  FieldNode,
  FragmentDefinitionNode,
  getNamedType,
  GraphQLField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { Count, plus, times } from './count';
import { Root } from './expanded-size';
import { isConnection, ROWS } from './list-bounds';
import { listSizeOf, pageSizeOf } from './list-size';

/** The most that one field occurs in one selection set, and which. */
export interface Occurrences {
  readonly field: string;
  readonly times: number;
}

/** What running an operation may cost, from its document alone but for the page sizes in variables. */
export interface RunCost {
  readonly rootFields: number;
  readonly occurrences: Occurrences;
  readonly nodes: Count;
  /** Values that introspection may return. */
  readonly introspected: number;
}

/** What the walk needs to know. */
export interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly introspectionSizes: Readonly<Record<string, number>>;
}

type Field = GraphQLField<unknown, unknown>;

/** One field of the response: all the places of one selection set, fragments included, that are merged into it. */
interface Merged {
  readonly type: GraphQLNamedType | undefined;
  readonly nodes: FieldNode[];
}

interface Sum {
  readonly nodes: Count;
  readonly introspected: number;
}

const NONE: Sum = { nodes: 0, introspected: 0 };

/**
 * Walks an operation, or a fragment by itself, as it is executed, with the places of one field of the response merged. Only for operations that are small
 * when expanded; the document need not be valid, and what is not in the schema counts nothing.
 */
export function runCostOf(root: Root, surroundings: Surroundings): RunCost {
  const { schema, fragments, introspectionSizes } = surroundings;
  const variables = root.kind === Kind.OPERATION_DEFINITION ? root.variableDefinitions : undefined;
  let most: Occurrences = { field: '', times: 0 };

  function mergedFields(sets: readonly SelectionSetNode[], type: GraphQLNamedType | undefined): Merged[] {
    const merged = new Map<string, Merged>();
    const occurrences = new Map<string, number>();
    const spread = new Set<string>();
    const look = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          add(selection, parent);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          const name = selection.typeCondition?.name.value;
          look(selection.selectionSet, name === undefined ? parent : schema.getType(name));
        } else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment) look(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
        }
      }
    };
    const add = (node: FieldNode, parent: GraphQLNamedType | undefined): void => {
      const name = node.name.value;
      const count = (occurrences.get(name) ?? 0) + 1;
      occurrences.set(name, count);
      if (count > most.times) most = { field: name, times: count };
      const key = `${node.alias?.value ?? name} ${name} ${parent?.name}`;
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { type: parent, nodes: [node] });
      else known.nodes.push(node);
    };
    for (const set of sets) look(set, type);
    return [...merged.values()];
  }

  function sumOf(fields: readonly Merged[]): Sum {
    return fields.reduce((sum, field) => added(sum, sumOfField(field)), NONE);
  }

  function sumOfField({ type, nodes }: Merged): Sum {
    const [node] = nodes;
    const field = type && fieldOf(schema, type, node!.name.value);
    const inner = field && getNamedType(field.type);
    const below = mergedFields(
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      inner,
    );
    if (!type || !field || !inner) return sumOf(below);
    if (type.name.startsWith('__') || inner.name.startsWith('__')) {
      const size = introspectionSizes[field.name] ?? 1;
      return { nodes: 0, introspected: size * (1 + sumOf(below).introspected) };
    }
    if (isConnection(inner)) return sumOfPage(pageSizeOf(type, field, node!, variables), below);
    if (isConnection(type) && ROWS.has(field.name)) return sumOf(below);
    return ofEach(listSizeOf(type, field, node!, variables), sumOf(below));
  }

  /** The things of a page count once, whether they are asked for as `nodes`, as `edges` or not at all. */
  function sumOfPage(size: Count, below: readonly Merged[]): Sum {
    const isRow = ({ nodes }: Merged) => ROWS.has(nodes[0]!.name.value);
    const rows = sumOf(below.filter(isRow));
    return added(ofEach(size, rows), sumOf(below.filter((field) => !isRow(field))));
  }

  const type =
    root.kind === Kind.OPERATION_DEFINITION
      ? (schema.getRootType(root.operation) ?? undefined)
      : schema.getType(root.typeCondition.name.value);
  const roots = mergedFields([root.selectionSet], type);
  const sum = sumOf(roots);
  return { rootFields: roots.length, ...sum, occurrences: most };
}

function ofEach(size: Count | null, each: Sum): Sum {
  if (size === null) return each;
  return { nodes: times(size, plus(1, each.nodes)), introspected: each.introspected };
}

function added(one: Sum, other: Sum): Sum {
  return { nodes: plus(one.nodes, other.nodes), introspected: one.introspected + other.introspected };
}

/** The field of a type; undefined where it has none of the name. `__typename` returns no thing and needs no definition. */
function fieldOf(schema: GraphQLSchema, type: GraphQLNamedType, name: string): Field | undefined {
  if (type === (schema.getQueryType() as GraphQLObjectType | undefined)) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
