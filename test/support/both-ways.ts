import { AssertionError } from 'node:assert';
import { FastifyReply, FastifyRequest } from 'fastify';
import { execute, getOperationAST, GraphQLSchema, OperationTypeNode, parse } from 'graphql';
import { CompiledDocuments } from '../../src/graphql/fast-path/compiled-documents';
import { compiledExecutor, GatewayExecutor, gatewayTo } from '../../src/graphql/fast-path/compiled-executor';
import {
  apolloHandler,
  costParts,
  GraphqlHandler,
  GraphqlParts,
  startApollo,
} from '../../src/graphql/graphql-handler';
import { runKnownDocuments, Handler } from '../../src/graphql/fast-path/known-documents';
import { askTwice } from './ask-twice';
import { asManyCallers, askAtOnce } from './at-once';
import { assertSame, NotedReply } from './noted-reply';
import { atOneInstant } from './pinned-clock';

/**
 * Answers every query in several ways, and fails where the answers are not equal byte for byte, status and headers
 * included: by Apollo and graphql-js; then, now that the document is known, over the fast path with what was compiled from
 * it; and, each document with at most two sets of values, to eight callers at once and with each root field asked for twice. So
 * every API test is a test of all. Mutations go one way: what they write cannot be written twice.
 */
export async function bothWays(parts: GraphqlParts): Promise<GraphqlHandler> {
  const { schema, log, hidesSuggestions, hidesSchema } = parts;
  const { costs, meter, contextOf: contextOfSent } = costParts(parts);
  // However often it is asked, a request is charged once: as what was sent.
  const contextOf = (request: FastifyRequest) => contextOfSent(SENT.get(request) ?? request);
  const documents = new CompiledDocuments(schema, costs);
  const gateway = gatewayTo(schema, interpreting(schema, documents, hidesSuggestions));
  const apollo = await startApollo({ gateway, costs, meter, log, hidesSuggestions, hidesSchema });
  const slow = apolloHandler(apollo, contextOf);
  const fastPath = (fallback: Handler) => runKnownDocuments({ documents, meter, contextOf, log, fallback });
  const fastPathOnly = fastPath(() => Promise.resolve(FELL_BACK));
  const either = fastPath(slow);
  const many = asManyCallers(contextOf);
  const crowd = runKnownDocuments({
    documents,
    meter,
    contextOf: many,
    log,
    fallback: apolloHandler(apollo, many),
  });
  const asked: Asked = { requests: new Set(), documents: new Map() };
  const inAllWays: Handler = (request, reply) =>
    atOneInstant(async () => {
      const expected = await NotedReply.of(slow, request);
      const plain = wantingPlainJson(request);
      const answer = await NotedReply.of(fastPathOnly, plain);
      if (answer.body !== FELL_BACK) assertSame(answer, expected, 'the fast path returns something else');
      if (expected.status === 200 && isNew(asked, request)) {
        const alone = () => NotedReply.of(slow, plain);
        await untilNothingIsWritten(alone, expected, async (once) => {
          await askAtOnce(crowd, plain, once);
          await askTwice(parts, request, once);
        });
      }
      void reply.code(expected.status).headers(expected.sent);
      return expected.body;
    });
  const handler: Handler = (request, reply) =>
    isQuery(request)
      ? inAllWays(request, reply).catch((error) => tellTest(error, reply))
      : either(request, reply);
  return { handler: handler as unknown as GraphqlHandler['handler'], stop: () => apollo.stop() };
}

/** A test may write while it reads: then one caller alone is answered otherwise too by now, and is asked again. */
async function untilNothingIsWritten(
  alone: () => Promise<NotedReply>,
  expected: NotedReply,
  compare: (expected: NotedReply) => Promise<void>,
  tries = 5,
): Promise<void> {
  try {
    await compare(expected);
  } catch (error) {
    const now = await alone();
    if (tries === 1 || now.body === expected.body) throw error;
    await untilNothingIsWritten(alone, now, compare, tries - 1);
  }
}

/** The server masks its faults; the test that sent the query is to see why it failed. */
function tellTest(error: unknown, reply: FastifyReply): string {
  if (!(error instanceof AssertionError)) throw error;
  void reply.code(500);
  const { message, actual, expected } = error;
  return JSON.stringify({ errors: [{ message: `${message}: ${String(actual)}, not ${String(expected)}` }] });
}

/** The fast path falls back to Apollo for another media type than JSON, which the client of the API tests prefers. */
function wantingPlainJson(request: FastifyRequest): FastifyRequest {
  const plain = Object.create(request, {
    headers: { value: { ...request.headers, accept: 'application/json' } },
  }) as FastifyRequest;
  SENT.set(plain, request);
  return plain;
}

/** Asked for the first time, of a document that was not asked for twice with other values or by other callers. */
function isNew({ requests, documents }: Asked, { url, body, headers }: FastifyRequest): boolean {
  const request = JSON.stringify([url, body, headers.authorization]);
  if (requests.has(request)) return false;
  requests.add(request);
  const { query, operationName } = (body ?? {}) as { query?: unknown; operationName?: unknown };
  const document = JSON.stringify([url, shapeOf(query), operationName]);
  const times = documents.get(document) ?? 0;
  documents.set(document, times + 1);
  return times < 2;
}

/** A document without the texts in it, which are values as variables are; with AMBIT_LONG=1 each is another document. */
function shapeOf(query: unknown): unknown {
  return typeof query === 'string' && process.env.AMBIT_LONG !== '1'
    ? query.replace(/"[^"]*"/g, '""')
    : query;
}

interface Asked {
  readonly requests: Set<string>;
  /** How many different requests there were of each document. */
  readonly documents: Map<string, number>;
}

/** What was sent, of requests that were made of it. */
const SENT = new WeakMap<FastifyRequest, FastifyRequest>();

const FELL_BACK = 'left to Apollo';

/** Runs queries by graphql-js, and lets the document be known. */
function interpreting(
  schema: GraphQLSchema,
  documents: CompiledDocuments,
  hideSuggestions: boolean,
): GatewayExecutor {
  const compiled = compiledExecutor(schema, documents, hideSuggestions);
  return (asked) => {
    const { document, request, context } = asked;
    // What is checked before a mutation, and answered after one, stands around the compiled ones.
    if (getOperationAST(document, request.operationName)?.operation === OperationTypeNode.MUTATION)
      return compiled(asked);
    documents.compile(request.query!, document, request.operationName);
    const { operationName, variables } = request;
    const args = {
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context as unknown,
      hideSuggestions,
    };
    return Promise.resolve(execute(args));
  };
}

/** Whether all operations are queries. What is no sound request is not run by either way. */
function isQuery({ body, query }: FastifyRequest): boolean {
  const { query: source } = { ...(query as object), ...(body as object | null) } as { query?: unknown };
  if (typeof source !== 'string') return true;
  try {
    const operations = parse(source).definitions.flatMap((each) =>
      'operation' in each ? each.operation : [],
    );
    return operations.every((operation) => operation === OperationTypeNode.QUERY);
  } catch {
    return true;
  }
}
