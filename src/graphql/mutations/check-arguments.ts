import {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLCompositeType,
  GraphQLError,
  GraphQLField,
  GraphQLIncludeDirective,
  GraphQLSchema,
  GraphQLSkipDirective,
  isCompositeType,
  isUnionType,
  Kind,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  visit,
} from 'graphql';
import { RequestContext } from '../../catalog/request-context';
import { Refused } from '../../shared/domain/refusal';
import { argumentCheckOf } from '../../shared/graphql/argument-check';

/** How many faults are told at once. */
const MOST_FAULTS = 10;

/** Whether an operation holds anything that `argumentFaults` could find: most mutations have one argument and no more. */
export function hasArgumentsToCheck(document: DocumentNode): boolean {
  let found = 0;
  visit(document, {
    Field: ({ arguments: given = [] }) => void (found += given.length > 0 ? 1 : 0),
    Directive: () => void (found += 2),
  });
  return found > 1;
}

/**
 * What is wrong with the arguments of a sound operation, at any depth, by the checks of its fields; of what is skipped,
 * nothing. Each fragment is looked at once, however often it is spread. Empty where all are sound, and where the
 * variables do not fit, since nothing is run then anyway. The input of a mutation itself is checked by the mutation.
 */
export async function argumentFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: object,
  context: RequestContext,
): Promise<readonly GraphQLError[]> {
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, variables as Record<string, unknown>);
  if (coerced === undefined) return [];
  const pass = new ArgumentPass(schema, fragmentsOf(document), coerced, context);
  pass.selections(schema.getRootType(operation.operation)!, operation.selectionSet);
  await Promise.all(pass.pending);
  return pass.faults.slice(0, MOST_FAULTS);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
}

class ArgumentPass {
  readonly faults: GraphQLError[] = [];
  /** Checks that have to ask somebody; none of them is ever rejected with a fault of an argument. */
  readonly pending: Promise<void>[] = [];
  private readonly visited = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly variables: Record<string, unknown>,
    private readonly context: RequestContext,
  ) {}

  selections(type: GraphQLCompositeType, { selections }: SelectionSetNode): void {
    for (const selection of selections) if (this.isIncluded(selection)) this.selection(type, selection);
  }

  private selection(type: GraphQLCompositeType, selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) return this.field(type, selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    this.selections(condition === undefined ? type : this.composite(condition), selection.selectionSet);
  }

  private fragment(name: string): void {
    if (this.visited.has(name)) return;
    this.visited.add(name);
    const { typeCondition, selectionSet } = this.fragments.get(name)!;
    this.selections(this.composite(typeCondition.name.value), selectionSet);
  }

  private field(type: GraphQLCompositeType, node: FieldNode): void {
    const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
    // What begins with __ is the library's own.
    if (field === undefined) return;
    this.note(node, `${type.name}.${field.name}`, () => this.check(field, node));
    const below = getNamedType(field.type);
    if (node.selectionSet !== undefined && isCompositeType(below)) this.selections(below, node.selectionSet);
  }

  private check(field: GraphQLField<unknown, unknown>, node: FieldNode): unknown {
    if (field.args.length === 0) return undefined;
    const values = getArgumentValues(field, node, this.variables);
    return argumentCheckOf(field)?.(values, this.context.clock.now(), this.context);
  }

  private isIncluded(node: SelectionNode): boolean {
    let isIncluded = false;
    this.note(node, '@skip and @include', () => {
      const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables)?.['if'] === true;
      isIncluded =
        !skip && getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.['if'] !== false;
    });
    return isIncluded;
  }

  private note(node: SelectionNode, where: string, check: () => unknown): void {
    try {
      const asked = check();
      if (asked instanceof Promise)
        this.pending.push(asked.then(undefined, (error: unknown) => this.fault(node, where, error)));
    } catch (error) {
      this.fault(node, where, error);
    }
  }

  private fault(node: SelectionNode, where: string, error: unknown): void {
    if (!(error instanceof Refused || error instanceof GraphQLError)) throw error;
    const reason =
      error instanceof Refused ? error.refusals.map(({ message }) => message).join(' ') : error.message;
    const message = `${where}: ${reason} Nothing was written.`;
    this.faults.push(new GraphQLError(message, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } }));
  }

  private composite(name: string): GraphQLCompositeType {
    return this.schema.getType(name) as GraphQLCompositeType;
  }
}
