import { Environment } from '../boot/environment';
import { Charge } from '../graphql/cost/charge';
import { LastPositions, Positions } from '../platform/replicas/position';
import { costBuckets } from './cost-buckets';
import { CountedPlaces, StreamPlaces } from './stream-places';
import { WrongKeyLimit, wrongKeyLimit } from './wrong-key-limit';

/** What is counted over all processes that serve one port, since a key has connections to each of them. */
export interface SharedLimits {
  readonly charge: Charge;
  readonly wrongKeys: WrongKeyLimit;
  readonly exports: StreamPlaces;
  readonly subscriptions: StreamPlaces;
  readonly positions: LastPositions;
}

/** The limits of a process that serves its port alone. */
export function limitsOf(environment: Environment): SharedLimits {
  return {
    charge: costBuckets({
      size: environment.COST_BUCKET_POINTS,
      restorePerSecond: environment.COST_RESTORE_PER_SECOND,
    }),
    wrongKeys: wrongKeyLimit(environment.WRONG_KEYS_PER_MINUTE),
    exports: exportPlaces(environment),
    subscriptions: subscriptionPlaces(environment),
    positions: new Positions(),
  };
}

/** Of CSV and JSON lines that are sent at a time. */
export function exportPlaces({ MAX_EXPORTS: all, MAX_EXPORTS_PER_KEY: perKey }: Environment): CountedPlaces {
  return new CountedPlaces({ all, perKey });
}

/** Of streams of events. */
export function subscriptionPlaces(environment: Environment): CountedPlaces {
  const { MAX_SUBSCRIPTIONS: all, MAX_SUBSCRIPTIONS_PER_KEY: perKey } = environment;
  return new CountedPlaces({ all, perKey });
}
