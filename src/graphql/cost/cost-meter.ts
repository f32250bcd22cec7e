import { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { RequestContext } from '../../catalog/request-context';
import { Charge, Charged } from './charge';
import { CostLimits } from './cost-limits';
import { rateLimited } from './rate-limited';
import { tooManyNodes } from './too-complex';
import { noTurns, Turn } from './turn';
import { busyError } from '../../http/busy-response';

/** What a client learns of the cost of its request. */
export interface Cost {
  readonly requested: number;
  readonly limit: number;
  readonly remaining: number;
  readonly restoreRate: number;
}

export interface Admission {
  readonly cost: Cost;
  /** Why the request is not run; null where it is. */
  readonly refusal: GraphQLError | null;
}

/** The request header by which a client asks for `extensions.cost`. */
export const COST_HEADER = 'ambit-cost';

/** Where a context bears the request that it was made for. Apollo works with a copy of the context, which bears it too. */
const REQUEST = Symbol('request');

type ContextOf = (request: FastifyRequest) => Promise<RequestContext | null>;

/** The request that a context was made for; undefined for one that was made without. */
export function requestOf(context: object): FastifyRequest | undefined {
  return (context as { readonly [REQUEST]?: FastifyRequest })[REQUEST];
}

/**
 * Decides by its number of nodes whether a request is run, charges its caller once for it, and lets it wait for its turn,
 * whichever way it takes and however often it is asked about.
 */
export class CostMeter {
  private readonly admissions = new WeakMap<FastifyRequest, Admission | Promise<Admission>>();

  constructor(
    private readonly limits: Pick<CostLimits, 'nodes'>,
    private readonly charge: Charge,
    private readonly turn: Turn = noTurns,
  ) {}

  /** The same contexts, each bearing the request that it was made for. */
  noting(contextOf: ContextOf): ContextOf {
    return async (request) => {
      const context = await contextOf(request);
      return context && Object.assign(context, { [REQUEST]: request });
    };
  }

  /** The first decision counts: what was charged once for a request is not charged again. */
  admit(context: RequestContext, nodes: number): Admission | Promise<Admission> {
    const request = requestOf(context);
    const known = request && this.admissions.get(request);
    if (known !== undefined) return known;
    const charged = this.charged(context, nodes);
    if (request === undefined) return charged;
    request.cost = Math.max(1, nodes);
    const inTurn = (admission: Admission) => this.inTurn(request, context, admission);
    const admission = charged instanceof Promise ? charged.then(inTurn) : inTurn(charged);
    this.admissions.set(request, admission);
    return admission;
  }

  private inTurn(
    request: FastifyRequest,
    { lifetime }: RequestContext,
    admission: Admission,
  ): Admission | Promise<Admission> {
    const turn = admission.refusal === null ? this.turn(request, admission.cost.requested) : null;
    if (turn === null) return admission;
    return turn.then(
      (pace) => {
        lifetime.pace = pace;
        return admission;
      },
      () => ({ ...admission, refusal: noTurnInTime() }),
    );
  }

  private charged({ caller }: RequestContext, nodes: number): Admission | Promise<Admission> {
    // A request that is refused has cost no read, only the least that any costs.
    const points = nodes > this.limits.nodes ? 1 : Math.max(1, nodes);
    const charged = this.charge(caller, points);
    const admission = (known: Charged) => this.admission(known, points, nodes);
    return charged instanceof Promise ? charged.then(admission) : admission(charged);
  }

  private admission(charged: Charged, points: number, nodes: number): Admission {
    const { allowed, limit, remaining, restoreRate } = charged;
    const cost = { requested: Math.max(1, nodes), limit, remaining, restoreRate };
    if (!allowed) return { cost, refusal: rateLimited(charged, points) };
    const isTooMuch = nodes > this.limits.nodes;
    return { cost, refusal: isTooMuch ? tooManyNodes(nodes, this.limits.nodes) : null };
  }
}

function noTurnInTime(): GraphQLError {
  const message =
    'The server is working on other dear requests of this key; send this one again in a second.';
  return busyError(message);
}
