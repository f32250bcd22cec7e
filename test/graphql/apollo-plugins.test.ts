import { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import { execute, GraphQLSchema } from 'graphql';
import { FastifyBaseLogger } from 'fastify';
import { RequestContext } from '../../src/catalog/request-context';
import { apolloPlugins, startWithPlugins } from '../../src/graphql/apollo-plugins';
import { unlimitedCharge } from '../../src/graphql/cost/charge';
import { CostMeter } from '../../src/graphql/cost/cost-meter';
import { DocumentCosts } from '../../src/graphql/cost/document-costs';
import { gatewayTo } from '../../src/graphql/fast-path/compiled-executor';
import { apiSchema } from '../../src/graphql/schema';

const schema: GraphQLSchema = apiSchema();
const log = {} as FastifyBaseLogger;
const costs = new DocumentCosts(schema);
const meter = new CostMeter({ nodes: 1 }, unlimitedCharge);

function serverWith(plugins: ApolloServerPlugin<RequestContext>[]): ApolloServer<RequestContext> {
  const gateway = gatewayTo(schema, ({ document }) => Promise.resolve(execute({ schema, document })));
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  return new ApolloServer<RequestContext>({
    gateway,
    plugins,
    logger,
    stopOnTerminationSignals: false,
  });
}

function silent(): void {}

it.each<[string, ApolloServerPlugin<RequestContext>]>([
  ['requestDidStart', { requestDidStart: () => Promise.resolve() }],
  ['contextCreationDidFail', { contextCreationDidFail: () => Promise.resolve() }],
  ['invalidRequestWasReceived', { invalidRequestWasReceived: () => Promise.resolve() }],
  ['unexpectedErrorProcessingRequest', { unexpectedErrorProcessingRequest: () => Promise.resolve() }],
])('a plugin with %s that the fast path does not know fails the start', async (hook, planted) => {
  await expect(startWithPlugins(serverWith([planted]), apolloPlugins(log, costs, meter))).rejects.toThrow(
    hook,
  );
  const later = serverWith([]);
  later.addPlugin(planted);
  await expect(startWithPlugins(later, apolloPlugins(log, costs, meter))).rejects.toThrow(hook);
});

it('a plugin of the start and the end of the server may be there', async () => {
  const apollo = serverWith([{ serverWillStart: () => Promise.resolve() }]);
  await startWithPlugins(apollo, apolloPlugins(log, costs, meter));
  await apollo.stop();
});

it('Apollo adds no plugin by environment variables of the machine', async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    APOLLO_KEY: 'service:any:key',
    APOLLO_GRAPH_REF: 'any@current',
    APOLLO_SCHEMA_REPORTING: 'true',
  });
  try {
    const apollo = serverWith([]);
    await startWithPlugins(apollo, apolloPlugins(log, costs, meter));
    await apollo.stop();
  } finally {
    process.env = before;
  }
});
