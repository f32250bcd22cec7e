import { Environment } from '../boot/environment';
import { exportPlaces, subscriptionPlaces } from '../http/shared-limits';
import { CountedPlaces, StreamKind } from '../http/stream-places';
import { Positions } from '../platform/replicas/position';
import { LimitCalls, StreamPlace } from './calls';
import { CentralCostParts, CentralCosts } from './central-costs';
import { CentralWrongKeys } from './central-wrong-keys';
import { Handlers } from './peer';

/** What is counted over all workers, kept by the first process, which none of them outlives. */
export class CentralLimits {
  private readonly costs: CentralCosts;
  private readonly wrongKeys: CentralWrongKeys;
  private readonly places: Readonly<Record<StreamKind, CountedPlaces>>;
  private readonly taken = new Map<number, StreamPlace[]>();
  private readonly positions = new Positions();

  constructor(environment: Environment, recall: CentralCostParts['recall']) {
    const { COST_BUCKET_POINTS: size, COST_RESTORE_PER_SECOND: restorePerSecond } = environment;
    this.costs = new CentralCosts({ size, restorePerSecond, workers: environment.PROCESSES, recall });
    this.wrongKeys = new CentralWrongKeys(environment.WRONG_KEYS_PER_MINUTE);
    this.places = { exports: exportPlaces(environment), subscriptions: subscriptionPlaces(environment) };
  }

  /** How the questions of a worker are answered. */
  handlersFor(worker: number): Handlers<LimitCalls> {
    const { costs, wrongKeys, positions } = this;
    return {
      points: (asked) => costs.charge(worker, asked),
      reportPoints: (unspent) => costs.report(worker, unspent),
      giveBackPoints: (unspent) => costs.giveBack(worker, unspent),
      wrongKeyRetryAfter: (guess) => wrongKeys.retryAfter(guess),
      countWrongKey: (guess) => wrongKeys.count(guess),
      takeBackWrongKey: (addressGroup) => wrongKeys.takeBack(addressGroup),
      rememberKey: (digest) => wrongKeys.remember(digest),
      takePlace: (place) => this.take(worker, place),
      leavePlace: (place) => this.leave(worker, place),
      notePosition: ({ keyId, position }) => positions.note(keyId, position),
      positionOf: (keyId) => positions.of(keyId),
    };
  }

  /** Frees what a worker that has ended had taken. */
  forget(worker: number): void {
    this.costs.forget(worker);
    for (const { kind, key } of this.taken.get(worker) ?? []) this.places[kind].leave(key);
    this.taken.delete(worker);
  }

  private take(worker: number, place: StreamPlace) {
    const refused = this.places[place.kind].take(place.key);
    if (refused === null) this.takenBy(worker).push(place);
    return refused;
  }

  private leave(worker: number, { kind, key }: StreamPlace): void {
    const taken = this.takenBy(worker);
    const nth = taken.findIndex((place) => place.kind === kind && place.key === key);
    if (nth < 0) return;
    taken.splice(nth, 1);
    this.places[kind].leave(key);
  }

  private takenBy(worker: number): StreamPlace[] {
    const taken = this.taken.get(worker) ?? [];
    this.taken.set(worker, taken);
    return taken;
  }
}
