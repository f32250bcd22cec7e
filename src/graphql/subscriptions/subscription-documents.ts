import {
  DocumentNode,
  getOperationAST,
  GraphQLError,
  GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Count } from '../cost/count';
import { DocumentCosts } from '../cost/document-costs';
import { documentRules, MAX_TOKENS, MAX_VALIDATION_ERRORS } from '../document-rules';
import { onlySubscriptionsRule } from '../known-operation-types';

/** A document takes some 200 bytes a character. */
const KEPT_CHARACTERS = 100_000;

/** A document that may be run, and what one event of it costs. */
export interface SoundSubscription {
  readonly document: DocumentNode;
  readonly nodes: Count;
}

interface Exposure {
  readonly hidesSuggestions: boolean;
  readonly hidesSchema: boolean;
}

/** Documents of subscriptions, parsed and validated once, so that a thousand subscribers of one document share it. */
export class SubscriptionDocuments {
  private readonly kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_document, source) => source.length + 1,
  });

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly costs: DocumentCosts,
    private readonly exposure: Exposure,
  ) {}

  /** The subscription of a document, or what is wrong with it. */
  find(source: string, operationName: string | null): SoundSubscription | readonly GraphQLError[] {
    const document = this.kept.get(source) ?? this.read(source);
    if (Array.isArray(document)) return document as readonly GraphQLError[];
    const sound = document as DocumentNode;
    const operation = getOperationAST(sound, operationName);
    const cost = operation && this.costs.of(sound).operations.get(operation);
    if (!cost) return [fault('OPERATION_RESOLUTION_FAILURE', 'The document has no operation of this name.')];
    return { document: sound, nodes: cost.nodes };
  }

  private read(source: string): DocumentNode | readonly GraphQLError[] {
    const { schema, costs, exposure } = this;
    try {
      const document = parse(source, { maxTokens: MAX_TOKENS });
      const rules = [...specifiedRules, ...documentRules(costs, exposure.hidesSchema), onlySubscriptionsRule];
      const options = { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: exposure.hidesSuggestions };
      const faults = validate(schema, document, rules, options);
      if (faults.length > 0) return faults.map((each) => coded('GRAPHQL_VALIDATION_FAILED', each));
      this.kept.set(source, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [coded('GRAPHQL_PARSE_FAILED', error)];
      // The parser has no limit of depth of its own, and runs out of stack.
      if (error instanceof RangeError)
        return [fault('GRAPHQL_PARSE_FAILED', 'Syntax Error: the document is nested too deeply.')];
      throw error;
    }
  }
}

/** An error with the code that Apollo gives its kind; one that has a code keeps it. */
export function coded(code: string, error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  const options = { nodes, source, positions, path, originalError, extensions: { code, ...extensions } };
  return new GraphQLError(message, options);
}

export function fault(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
