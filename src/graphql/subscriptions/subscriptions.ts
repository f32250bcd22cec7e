import { setTimeout as sleep } from 'node:timers/promises';
import {
  createSourceEventStream,
  execute,
  GraphQLError,
  GraphQLFormattedError,
  GraphQLSchema,
} from 'graphql';
import { FastifyBaseLogger } from 'fastify';
import { FollowingContext } from '../../events/use-cases/follow-events';
import { RequestContext } from '../../catalog/request-context';
import { RequestStopped } from '../../platform/request-lifetime';
import { Charge } from '../cost/charge';
import { CostLimits } from '../cost/cost-limits';
import { valueOf } from '../cost/count';
import { DocumentCosts } from '../cost/document-costs';
import { rateLimited } from '../cost/rate-limited';
import { tooManyNodes } from '../cost/too-complex';
import { DEADLINE_CODE, DEADLINE_MESSAGE } from '../deadline';
import { formattedErrors } from '../format-error';
import { logFaults } from '../log-errors';
import { readRequest } from '../read-request';
import { brokenVariable } from '../reject-broken-text';
import { coded, fault, SoundSubscription, SubscriptionDocuments } from './subscription-documents';

/** One event may cost so much: what costs more is for a query, which waits for its turn. */
const MOST_NODES_AN_EVENT = 500;

export interface SubscriptionParts {
  readonly schema: GraphQLSchema;
  readonly log: FastifyBaseLogger;
  readonly limits: CostLimits;
  readonly charge: Charge;
  readonly hidesSuggestions: boolean;
  readonly hidesSchema: boolean;
}

/** What one event looks like to its subscriber; `event` is the row it was made of. */
export interface EventResult {
  readonly event: unknown;
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Null: nothing has happened for a while. Returns at the end of the subscription; throws where its events cannot be read. */
export type EventResults = AsyncGenerator<EventResult | null, void>;

/** Why a subscription does not begin. */
export class SubscriptionRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors[0]?.message);
  }
}

/** Runs subscriptions: each checked as every other request is, and each of its events as a small request of its caller. */
export class Subscriptions {
  private readonly documents: SubscriptionDocuments;

  constructor(private readonly parts: SubscriptionParts) {
    this.documents = new SubscriptionDocuments(
      parts.schema,
      new DocumentCosts(parts.schema, parts.limits),
      parts,
    );
  }

  /** The results of the subscription in a JSON body. Throws SubscriptionRefused before anything is followed. */
  async start(body: unknown, context: FollowingContext): Promise<EventResults> {
    const given = readRequest(body);
    if (given === null)
      throw refused('BAD_REQUEST', 'Send JSON such as {"query": "subscription { events { id type } }"}.');
    const { source, operationName, variables } = given;
    const broken = brokenVariable(variables);
    if (broken !== null) throw refused('BAD_USER_INPUT', broken);
    const found = this.documents.find(source, operationName);
    if (!('document' in found)) throw new SubscriptionRefused(found);
    const nodes = valueOf(found.nodes, variables);
    if (nodes > MOST_NODES_AN_EVENT)
      throw new SubscriptionRefused([tooManyNodes(nodes, MOST_NODES_AN_EVENT)]);
    const points = Math.max(1, nodes);
    const charged = await this.parts.charge(context.caller, points);
    if (!charged.allowed) throw new SubscriptionRefused([rateLimited(charged, points)]);
    const running = { ...found, operationName, variableValues: variables };
    const events = await this.sourceOf(running, context);
    return this.results(running, events, context, points);
  }

  private async sourceOf(running: Running, context: FollowingContext): Promise<AsyncIterable<unknown>> {
    const args = { schema: this.parts.schema, ...running, contextValue: context };
    const source = await createSourceEventStream(args);
    if (Symbol.asyncIterator in source) return source;
    const errors = (source.errors ?? []).map(withCode);
    logFaults(this.parts.log, errors, context.requestId);
    throw new SubscriptionRefused(errors);
  }

  private async *results(
    running: Running,
    events: AsyncIterable<unknown>,
    { following }: FollowingContext,
    points: number,
  ): EventResults {
    for await (const event of events) {
      if (event === null) {
        yield null;
        continue;
      }
      const context = following.contextNow();
      await this.untilCharged(context, points);
      yield { event, ...(await this.resultOf(running, event, context)) };
    }
  }

  /** A caller that is short of points hears later; the table remembers for it. */
  private async untilCharged({ caller, lifetime }: RequestContext, points: number): Promise<void> {
    for (;;) {
      const { allowed, retryAfterSeconds } = await this.parts.charge(caller, points);
      if (allowed || lifetime.isOver) return;
      await sleep(Math.max(0.05, retryAfterSeconds) * 1_000);
    }
  }

  private async resultOf(running: Running, rootValue: unknown, contextValue: RequestContext) {
    const { schema, log } = this.parts;
    const run = async () => {
      await contextValue.catalog.renew();
      return execute({ schema, ...running, rootValue, contextValue });
    };
    const { data, errors } = await contextValue.lifetime.within(run).catch(asDeadline);
    if (errors === undefined) return { data };
    logFaults(log, errors, contextValue.requestId);
    return { data, errors: formattedErrors(errors) };
  }
}

interface Running extends SoundSubscription {
  readonly operationName: string | null;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** What the library itself finds wrong is about variables and arguments; what a resolver threw is masked unless it says a code. */
function withCode(error: GraphQLError): GraphQLError {
  const { originalError } = error;
  const isOfLibrary = originalError === undefined || originalError instanceof GraphQLError;
  return isOfLibrary ? coded('BAD_USER_INPUT', error) : error;
}

function refused(code: string, message: string): SubscriptionRefused {
  return new SubscriptionRefused([fault(code, message)]);
}

function asDeadline(error: unknown) {
  if (!(error instanceof RequestStopped)) throw error;
  return { data: null, errors: [fault(DEADLINE_CODE, DEADLINE_MESSAGE)] };
}
