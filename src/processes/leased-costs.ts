import { bucketsOf, Charge, Charged, chargedOf } from '../graphql/cost/charge';
import { AskedPoints, GrantedPoints, Leases } from './central-costs';

export interface LeasedCostParts {
  readonly size: number;
  readonly restorePerSecond: number;
  /** Asks the buckets; told at once of what comes back. */
  readonly ask: (asked: AskedPoints, received: (granted: GrantedPoints) => void) => Promise<GrantedPoints>;
  /** Tells the buckets what is left of leases that are kept. */
  readonly report: (unspent: Leases) => void;
  /** Gives back leases that nobody has used for a while. */
  readonly giveBack: (unspent: Leases) => void;
}

interface Lease {
  unspent: number;
  /** What the bucket had besides when it was asked last. */
  remaining: number;
  isUsed: boolean;
}

interface Denial {
  readonly points: number;
  readonly lacking: number;
  readonly at: number;
}

/** How many callers who lack points are remembered; the others ask again. */
const KEPT_DENIALS = 10_000;

/**
 * The cost points of a worker: spends what the central buckets have leased to it, and asks them for each request that a lease does
 * not cover. A refusal holds until its points can have come back, since all leases were called back before.
 */
export class LeasedCosts {
  private readonly leases = new Map<string, Lease>();
  private readonly denials = new Map<string, Denial>();

  constructor(
    private readonly parts: LeasedCostParts,
    private readonly now: () => number = () => performance.now(),
  ) {}

  readonly charge: Charge = (caller, points) => {
    const names = bucketsOf(caller);
    const leases = names.map((name) => this.leases.get(name));
    if (leases.every((lease) => lease !== undefined && lease.unspent >= points))
      return this.spend(leases as Lease[], points);
    return this.denied(names, points) ?? this.ask(names, points);
  };

  /** Gives up the leases of these buckets; returns what is left of them. */
  surrender(names: readonly string[]): Leases {
    const unspent: Record<string, number> = {};
    for (const name of names) {
      const lease = this.leases.get(name);
      if (lease !== undefined) unspent[name] = lease.unspent;
      this.leases.delete(name);
    }
    return unspent;
  }

  /** Says what is left of the leases that were used since the last time, and gives the others back; to be called a few times a second. */
  settle(): void {
    const kept: Record<string, number> = {};
    const idle: string[] = [];
    for (const [name, lease] of this.leases) {
      if (lease.isUsed) kept[name] = lease.unspent;
      else idle.push(name);
      lease.isUsed = false;
    }
    if (Object.keys(kept).length > 0) this.parts.report(kept);
    if (idle.length > 0) this.parts.giveBack(this.surrender(idle));
  }

  private spend(leases: readonly Lease[], points: number): Charged {
    for (const lease of leases) {
      lease.unspent -= points;
      lease.isUsed = true;
    }
    return chargedOf(this.parts, 0, Math.min(...leases.map(({ unspent, remaining }) => unspent + remaining)));
  }

  private async ask(names: readonly string[], points: number): Promise<Charged> {
    const unspent = this.surrender(names);
    const { lacking, remaining } = await this.parts.ask({ names, points, unspent }, (granted) =>
      this.receive(names, points, granted),
    );
    return chargedOf(this.parts, lacking, remaining);
  }

  private receive(names: readonly string[], points: number, granted: GrantedPoints): void {
    const { allowed, lease, lacking, remaining } = granted;
    if (!allowed) this.remember(names.join(), { points, lacking, at: this.now() });
    if (lease === null) return;
    for (const name of names) {
      const unspent = (this.leases.get(name)?.unspent ?? 0) + lease;
      this.leases.set(name, { unspent, remaining: remaining - unspent, isUsed: true });
    }
  }

  private remember(names: string, denial: Denial): void {
    if (this.denials.size >= KEPT_DENIALS) this.denials.clear();
    this.denials.set(names, denial);
  }

  /** The refusal of as many points as were refused a moment ago; null where they may be there by now. */
  private denied(names: readonly string[], points: number): Charged | null {
    const { size, restorePerSecond } = this.parts;
    const denial = this.denials.get(names.join());
    if (denial === undefined || points < denial.points) return null;
    const restored = ((this.now() - denial.at) / 1_000) * restorePerSecond;
    const lacking = denial.lacking - restored + Math.min(points, size) - Math.min(denial.points, size);
    if (lacking > 0) return chargedOf(this.parts, lacking, Math.min(points, size) - lacking);
    this.denials.delete(names.join());
    return null;
  }
}
