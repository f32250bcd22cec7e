import { Environment } from '../boot/environment';
import { Charge, unlimitedCharge } from '../graphql/cost/charge';
import { SharedLimits } from '../http/shared-limits';
import { StreamKind, StreamPlaces } from '../http/stream-places';
import { LimitCalls, WorkerCalls } from './calls';
import { Leases } from './central-costs';
import { LeasedCosts } from './leased-costs';
import { Peer } from './peer';
import { RemoteWrongKeys } from './remote-wrong-keys';

/** How often the first process is told what was spent of leases. */
const SETTLED_EVERY_MS = 250;

/** The limits of a worker, which the first process keeps for all of them. */
export class RemoteLimits implements SharedLimits {
  readonly charge: Charge;
  readonly wrongKeys: SharedLimits['wrongKeys'];
  readonly exports: StreamPlaces;
  readonly subscriptions: StreamPlaces;
  readonly positions: SharedLimits['positions'];
  private readonly costs: LeasedCosts;

  constructor(environment: Environment, primary: Peer<LimitCalls, WorkerCalls>) {
    const { COST_BUCKET_POINTS: size, COST_RESTORE_PER_SECOND: restorePerSecond } = environment;
    this.costs = new LeasedCosts({
      size,
      restorePerSecond,
      ask: (asked, received) => primary.ask('points', asked, received),
      report: (unspent) => void primary.ask('reportPoints', unspent),
      giveBack: (unspent) => void primary.ask('giveBackPoints', unspent),
    });
    setInterval(() => this.costs.settle(), SETTLED_EVERY_MS).unref();
    this.charge = size === 0 || restorePerSecond === 0 ? unlimitedCharge : this.costs.charge;
    this.wrongKeys = new RemoteWrongKeys(primary);
    const placesOf = (kind: StreamKind): StreamPlaces => ({
      take: (key) => primary.ask('takePlace', { kind, key }),
      leave: (key) => void primary.ask('leavePlace', { kind, key }),
    });
    this.exports = placesOf('exports');
    this.subscriptions = placesOf('subscriptions');
    this.positions = {
      note: (keyId, position) => primary.ask('notePosition', { keyId, position }),
      of: (keyId) => primary.ask('positionOf', keyId),
    };
  }

  /** Gives back what is left of leases that another worker needs. */
  recallPoints(names: readonly string[]): Leases {
    return this.costs.surrender(names);
  }
}
