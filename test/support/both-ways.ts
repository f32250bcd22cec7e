import { AssertionError } from 'node:assert';
import { FastifyReply, FastifyRequest } from 'fastify';
import { execute, ExecutionResult, GraphQLSchema, OperationTypeNode, parse } from 'graphql';
import { CompiledDocuments } from '../../src/graphql/fast-path/compiled-documents';
import { GatewayExecutor, gatewayTo } from '../../src/graphql/fast-path/compiled-executor';
import { apolloHandler, GraphqlHandler, GraphqlParts, startApollo } from '../../src/graphql/graphql-handler';
import { answerKnownDocuments, Handler } from '../../src/graphql/fast-path/known-documents';
import { atOneInstant } from './pinned-clock';

/**
 * Answers every query both ways, and fails where the answers are not equal byte for byte, status and headers included: by
 * Apollo and graphql-js, and then, now that the document is known, by the short way with what was compiled from it. So
 * every API test is a test of both. Mutations go one way: what they write cannot be written twice.
 */
export async function bothWays(parts: GraphqlParts): Promise<GraphqlHandler> {
  const { schema, contextOf, log } = parts;
  const documents = new CompiledDocuments(schema);
  const apollo = await startApollo(gatewayTo(schema, interpreting(schema, documents)), log);
  const slow = apolloHandler(apollo, contextOf);
  const short = (otherwise: Handler) => answerKnownDocuments({ documents, contextOf, log, otherwise });
  const shortOnly = short(() => Promise.resolve(NOT_SHORT));
  const either = short(slow);
  const handler: Handler = async (request, reply) => {
    if (!isQuery(request)) return either(request, reply);
    return atOneInstant(async () => {
      const expected = await NotedReply.of(slow, request);
      const answer = await NotedReply.of(shortOnly, request);
      if (answer.body !== NOT_SHORT) assertSame(answer, expected);
      void reply.code(expected.status).headers(expected.sent);
      return expected.body;
    });
  };
  return { handler: handler as unknown as GraphqlHandler['handler'], stop: () => apollo.stop() };
}

const NOT_SHORT = 'left to Apollo';

/** Runs by graphql-js, and lets the document be known. */
function interpreting(schema: GraphQLSchema, documents: CompiledDocuments): GatewayExecutor {
  return ({ document, request, context }) => {
    documents.compile(request.query!, document, request.operationName);
    const { operationName, variables } = request;
    const args = {
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context as unknown,
    };
    return Promise.resolve(execute(args));
  };
}

/** What a handler says besides the body. */
class NotedReply {
  status = 200;
  body = '';
  readonly sent: Record<string, string> = {};

  static async of(handler: Handler, request: FastifyRequest): Promise<NotedReply> {
    const noted = new NotedReply();
    noted.body = await handler(request, noted as unknown as FastifyReply);
    return noted;
  }

  code(status: number): this {
    this.status = status;
    return this;
  }

  header(name: string, value: string): this {
    if (name !== 'content-length') this.sent[name] = value;
    return this;
  }

  headers(values: Readonly<Record<string, string>>): this {
    Object.assign(this.sent, values);
    return this;
  }
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

function assertSame(answer: NotedReply, expected: NotedReply): void {
  const [actual, wanted] = [comparable(answer), comparable(expected)];
  if (actual !== wanted)
    throw new AssertionError({ message: 'the short way answers otherwise', actual, expected: wanted });
}

/** The answer as text. Errors of fields that run side by side may come in another order. */
function comparable({ status, sent, body }: NotedReply): string {
  const { errors } = JSON.parse(body) as ExecutionResult;
  const headers = Object.entries(sent).sort();
  if (errors === undefined) return JSON.stringify([status, headers, body]);
  const sorted = errors.map((error) => JSON.stringify(error)).sort();
  const { data } = JSON.parse(body) as ExecutionResult;
  return JSON.stringify([status, headers, sorted, data]);
}
