import { DocumentNode, GraphQLSchema, Kind, OperationDefinitionNode, parse } from 'graphql';
import { CostLimits, DEFAULT_LIMITS } from './cost-limits';
import { Count } from './count';
import { expandedSizes, fragmentsOf, UNCOUNTABLE } from './expanded-size';
import { introspectionSizes, USUAL_INTROSPECTION } from './introspection-sizes';
import { mostDirectives } from './most-directives';
import { runCostOf } from './operation-cost';
import { numbered } from './too-complex';

export interface OperationCost {
  /** Expanded: those of a fragment count at each place where it is spread. */
  readonly fields: number;
  readonly depth: number;
  readonly rootFields: number;
  readonly nodes: Count;
}

export interface DocumentCost {
  /** What in the document alone is above its limit, and what to do; null where nothing is. */
  readonly fault: string | null;
  /** Of each operation; none where there is a fault. */
  readonly operations: ReadonlyMap<OperationDefinitionNode, OperationCost>;
}

/** What documents cost, worked out once for each. They need not be valid, and take time in proportion to their length. */
export class DocumentCosts {
  private readonly known = new WeakMap<DocumentNode, DocumentCost>();
  private readonly introspectionSizes: Readonly<Record<string, number>>;

  /**
   * How many values one response of introspection may have, by average lengths of its lists: twice what the usual query of a
   * tool counts. Its lists count no nodes, but lists of types within lists of types would hold the process for seconds.
   */
  private readonly introspectionLimit: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: CostLimits = DEFAULT_LIMITS,
  ) {
    this.introspectionSizes = introspectionSizes(schema);
    const usual = parse(USUAL_INTROSPECTION);
    this.introspectionLimit =
      2 * runCostOf(usual.definitions[0] as OperationDefinitionNode, this.surroundings(usual)).introspected;
  }

  of(document: DocumentNode): DocumentCost {
    const known = this.known.get(document);
    if (known !== undefined) return known;
    const cost = this.compute(document);
    this.known.set(document, cost);
    return cost;
  }

  private compute(document: DocumentNode): DocumentCost {
    const { limits } = this;
    const operations = new Map<OperationDefinitionNode, OperationCost>();
    const refused = (fault: string): DocumentCost => ({ fault, operations: new Map() });
    const directives = mostDirectives(document);
    if (directives > limits.directives) {
      return refused(
        numbered(directives, 'directives at one place', limits.directives, 'Send fewer of them.'),
      );
    }
    const surroundings = this.surroundings(document);
    // Of all operations together: each of them is looked at, whichever is run.
    const all = { fields: 0, spreads: 0 };
    for (const [root, { fields, spreads, depth }] of expandedSizes(document)) {
      all.fields += fields;
      all.spreads += spreads;
      const size = Math.max(all.fields, all.spreads);
      if (size > limits.fields) {
        const what = `${all.fields < all.spreads ? 'fragments' : 'fields'}, each fragment counted where it is spread`;
        return refused(numbered(size, what, limits.fields, SPLIT, UNCOUNTABLE));
      }
      if (depth > limits.depth)
        return refused(
          numbered(depth, 'levels of fields', limits.depth, 'Ask for what lies deeper by its id.'),
        );
      const { occurrences, introspected, ...cost } = runCostOf(root, surroundings);
      if (occurrences.times > limits.occurrences) {
        const what = `occurrences of the field ${occurrences.field} in one selection set`;
        return refused(numbered(occurrences.times, what, limits.occurrences, SPLIT));
      }
      if (introspected > this.introspectionLimit) {
        const what = 'values of introspection';
        return refused(
          numbered(introspected, what, this.introspectionLimit, 'Ask for the types one by one.'),
        );
      }
      if (root.kind === Kind.OPERATION_DEFINITION) operations.set(root, { ...cost, fields, depth });
    }
    return { fault: null, operations };
  }

  private surroundings(document: DocumentNode) {
    const { schema, introspectionSizes: sizes } = this;
    return { schema, fragments: fragmentsOf(document), introspectionSizes: sizes };
  }
}

const SPLIT = 'Split it into several requests.';
