import 'reflect-metadata';
import Fastify from 'fastify';
import { readEnvironment } from '../src/boot/environment';
import { costLimitsOf } from '../src/graphql/cost/cost-limits';
import { graphqlHandler } from '../src/graphql/graphql-handler';
import { apiSchema } from '../src/graphql/schema';

/** The dear part of a start that needs no database, for `build-program.mjs` to keep what V8 compiles of it. */
export async function warmUp(): Promise<void> {
  const { log } = Fastify();
  const limits = costLimitsOf(readEnvironment({}));
  const contextOf = () => Promise.resolve(null);
  const schema = apiSchema();
  const handler = await graphqlHandler({
    schema,
    contextOf,
    log,
    limits,
    hidesSuggestions: true,
    hidesSchema: true,
  });
  await handler.stop();
}
