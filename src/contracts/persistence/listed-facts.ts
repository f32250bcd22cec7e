import { derivedAt } from './contract-derived';

/** SQL for what a list of contracts `c` reads of them, by the way in which it finds them. */
export interface ListedFacts {
  /** Tables that are joined to `contracts c`. */
  readonly join: string;
  /** Which contracts are found this way; null: all. */
  readonly where: string | null;
  /** Whether it reads columns of `c` and `y` themselves, which are indexed. */
  readonly isKept: boolean;
  readonly status: string;
  readonly planId: string;
  readonly renewsOn: string;
  readonly noticeDeadline: string;
  readonly contactsDueOn: string;
  readonly contactsAllowed: string;
  readonly satellitesAllowed: string;
  /** Of the running contract year `y`. */
  readonly incidentsAllowed: string;
  readonly includedBlocksAllowed: string;
}

function ofAlias(contract: string, year: string): Omit<ListedFacts, 'join' | 'where' | 'isKept'> {
  return {
    status: `${contract}.status`,
    planId: `${contract}.current_plan_id`,
    renewsOn: `${contract}.renews_on`,
    noticeDeadline: `${contract}.notice_deadline`,
    contactsDueOn: `${contract}.contacts_due_on`,
    contactsAllowed: `${contract}.contacts_allowed`,
    satellitesAllowed: `${contract}.satellites_allowed`,
    incidentsAllowed: `${year}.incidents_allowed`,
    includedBlocksAllowed: `${year}.included_blocks_allowed`,
  };
}

/** Either holds, of which each has its index, where the kept columns do not. */
const isTurned = (now: string) => [`c.derived_until <= ${now}`, `c.derived_from > ${now}`];
const isKept = (now: string) => `c.derived_from <= ${now} AND ${now} < c.derived_until`;

/** Of contracts whose kept columns hold now: nearly all, each condition with its index. */
export function keptFacts(now: string): ListedFacts {
  return { join: '', where: isKept(now), isKept: true, ...ofAlias('c', 'y') };
}

/** Of all contracts, where time has turned none. */
export function keptFactsOfAll(now: string): ListedFacts {
  return { ...keptFacts(now), where: null };
}

/** SQL for whether time has turned none: nearly always, since a job writes again what it has turned. */
export function noneIsTurned(now: string): string {
  const isThere = (condition: string) => `EXISTS (SELECT 1 FROM contracts c WHERE ${condition})`;
  return `NOT (${isTurned(now).map(isThere).join(' OR ')})`;
}

/** Of those that time has turned since: few, unless nothing has written them since. */
export function derivedFacts(now: string): ListedFacts {
  return {
    join: `CROSS JOIN ${derivedAt(now)}`,
    where: isTurned(now).join(' OR '),
    isKept: false,
    ...ofAlias('d', 'd'),
  };
}

/** Of contracts that are found by something else. */
export function eitherFacts(now: string): ListedFacts {
  const kept = Object.entries(ofAlias('c', 'y'));
  const derived = ofAlias('d', 'd');
  const either = kept.map(([name, column]) => [
    name,
    `(CASE WHEN ${isKept(now)} THEN ${column} ELSE ${derived[name as keyof typeof derived]} END)`,
  ]);
  return {
    join: `CROSS JOIN ${derivedAt(now)}`,
    where: null,
    isKept: false,
    ...(Object.fromEntries(either) as typeof derived),
  };
}
