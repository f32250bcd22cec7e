import { FastifyRequest } from 'fastify';
import { Handler } from '../../src/graphql/fast-path/known-documents';
import { GraphqlParts } from '../../src/graphql/graphql-handler';
import { RequestContext } from '../../src/catalog/request-context';
import { stoppableDatabase } from '../../src/platform/stoppable-database';
import { assertSame, NotedReply } from './noted-reply';

const CALLERS = 8;

/** Every so many of them is a dear request, whose reads and answer are made in pieces. */
const ONE_IS_DEAR = 4;

/** Every request comes from a key of its own, which sees what the one sees that was sent. */
export function asManyCallers(contextOf: GraphqlParts['contextOf']): GraphqlParts['contextOf'] {
  let nth = 0;
  return async (request) => {
    const context = await contextOf(request);
    if (context === null) return null;
    nth += 1;
    const caller = { ...context.caller, keyId: `${nth}` };
    const own = Object.create(context, { caller: { value: caller } }) as RequestContext;
    return nth % ONE_IS_DEAR === 0 ? asDear(own) : own;
  };
}

function asDear(context: RequestContext): RequestContext {
  const lifetime = Object.create(context.lifetime) as RequestContext['lifetime'];
  lifetime.pace = () => new Promise((resolve) => setImmediate(resolve));
  const database = stoppableDatabase(context.database, lifetime);
  return Object.create(context, {
    lifetime: { value: lifetime },
    database: { value: database },
  }) as RequestContext;
}

/** Fails where one of eight callers at once is answered otherwise than one alone. */
export async function askAtOnce(
  crowd: Handler,
  request: FastifyRequest,
  expected: NotedReply,
): Promise<void> {
  const asking = Array.from({ length: CALLERS }, () => NotedReply.of(crowd, request));
  for (const answer of await Promise.all(asking))
    assertSame(answer, expected, 'one of eight callers at once is answered otherwise than one alone');
}
