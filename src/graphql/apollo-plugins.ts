import { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { FastifyBaseLogger } from 'fastify';
import { RequestContext } from '../catalog/request-context';
import { CostMeter } from './cost/cost-meter';
import { DocumentCosts } from './cost/document-costs';
import { limitCost } from './cost/limit-cost';
import { logErrors } from './log-errors';
import { markPosition } from './mark-position';
import { markReplays } from './mark-replays';
import { noteCode } from './note-code';
import { rejectBrokenVariables } from './reject-broken-text';
import { requestErrorStatus } from './request-error-status';
import { responseStatus } from './response-status';

type Plugin = ApolloServerPlugin<RequestContext>;

/** A plugin, and what the fast path does in its place, since no plugin of Apollo sees its requests. */
export interface HonouredPlugin {
  readonly plugin: Plugin;
  readonly onFastPath: string;
}

/** Every plugin that looks at requests. */
export function apolloPlugins(
  log: FastifyBaseLogger,
  costs: DocumentCosts,
  meter: CostMeter,
): readonly HonouredPlugin[] {
  return [
    { plugin: rejectBrokenVariables, onFastPath: 'known-documents leaves broken variables to Apollo' },
    { plugin: limitCost(costs, meter), onFastPath: 'known-documents admits by the same meter' },
    { plugin: markReplays, onFastPath: 'known-documents sets the header by isReplayed' },
    { plugin: markPosition, onFastPath: 'known-documents sets the header by writtenAt' },
    { plugin: requestErrorStatus, onFastPath: 'known-documents leaves faults of a request to Apollo' },
    { plugin: responseStatus, onFastPath: 'known-documents sets status and headers by statusOf' },
    { plugin: logErrors(log), onFastPath: 'known-documents calls logFaults' },
    { plugin: noteCode, onFastPath: 'known-documents notes the code by codeOf' },
  ];
}

/** Switches off what Apollo adds by itself, also by environment variables that the machine has for other programs. */
const DISABLED: readonly Plugin[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
];

const HOOKS_OF_REQUESTS = [
  'requestDidStart',
  'unexpectedErrorProcessingRequest',
  'contextCreationDidFail',
  'invalidRequestWasReceived',
] as const;

/**
 * Starts the server with these plugins. Throws where another one looks at requests, wherever it was added: on the fast path
 * it would silently see none. A plugin that only has to do with the start and the end of the server may be there.
 */
export async function startWithPlugins(
  apollo: ApolloServer<RequestContext>,
  honoured: readonly HonouredPlugin[],
): Promise<void> {
  const known = [...honoured.map(({ plugin }) => plugin), ...DISABLED];
  for (const plugin of known) apollo.addPlugin(plugin);
  await apollo.start();
  // Apollo shows to nobody what it holds, but this is where its own additions stand too.
  const { plugins } = (apollo as unknown as { internals: { plugins: readonly Plugin[] } }).internals;
  const unseen = plugins.flatMap((plugin) =>
    known.includes(plugin) ? [] : HOOKS_OF_REQUESTS.filter((hook) => plugin[hook] !== undefined),
  );
  if (unseen.length === 0) return;
  await apollo.stop();
  throw new Error(
    `A plugin of Apollo with ${unseen.join(' and ')} would not see the requests of the fast path. Add it to apolloPlugins in src/graphql/apollo-plugins.ts, with what the fast path does in its place.`,
  );
}
