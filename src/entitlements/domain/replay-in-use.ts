import { Plan } from '../../catalog/domain/plan';
import { PlanFacts } from '../../contracts/domain/quota';
import { ContractState } from '../../contracts/domain/contract-state';
import { Decision } from '../../shared/domain/decision';
import { dateAt, LocalDate } from '../../shared/domain/local-date';
import { refusedByPlan } from './refused-by-plan';
import { ReplayFacts } from './replay-facts';

/** A contact or a satellite that a contract had in use for some time of the period. */
export interface InUse {
  readonly since: Date;
  readonly until: Date | null;
  /** In force at `since`. */
  readonly planId: string;
}

export interface WithoutRoom<Thing> {
  readonly thing: Thing;
  /** From which day of the period, in the provider's time zone. */
  readonly on: LocalDate;
  readonly because: Decision;
}

/** The rule of the mutation, and the state in which a number of things is in use already. */
export interface RoomRule {
  readonly decide: (facts: PlanFacts, at: Date) => Decision;
  readonly holding: (state: ContractState, used: number) => ContractState;
}

/**
 * Who or what would not have fitted: each is taken up once more in the order in which it came, what was in use already at
 * the beginning of the period then. What does not fit takes no room, also not when room is made later.
 */
export function withoutRoom<Thing extends InUse>(
  { state, plan, plansThen, period }: ReplayFacts,
  things: readonly Thing[],
  { decide, holding }: RoomRule,
): readonly WithoutRoom<Thing>[] {
  const fitting: Thing[] = [];
  return things.flatMap((thing) => {
    const at = thing.since < period.from ? period.from : thing.since;
    const used = fitting.filter(({ until }) => until === null || at < until).length;
    const under = (one: Plan, count: number) =>
      decide({ state: holding(state, count), plan: one, nextPlan: null }, at);
    const because = refusedByPlan(under(plansThen.get(thing.planId)!, 0), under(plan, used));
    if (because.length > 0) return [{ thing, on: dateAt(at, state.timeZone), because }];
    fitting.push(thing);
    return [];
  });
}
