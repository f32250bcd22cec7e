/** What is measured. */
export const CASES = [
  'Q1',
  'Q1-alone',
  'Q2',
  'Q3',
  'C1',
  'M1',
  'M1-key',
  'M1-hot',
  'M1-alone',
  'A1',
  'B1',
] as const;
export type CaseName = (typeof CASES)[number];

export const CASE_TITLES: Readonly<Record<CaseName, string>> = {
  Q1: 'contract with its snapshot: status, plan, every quota',
  'Q1-alone': 'Q1 by one caller who waits for each answer',
  Q2: '50 customers with contracts, snapshots and named contacts',
  Q3: '200 rows of consulting usage with customer, contract and totals',
  C1: 'canOpenIncident with every rule',
  M1: 'openIncident, spread over many contracts',
  'M1-key': 'M1 with an idempotency key, each a new one',
  'M1-hot': 'openIncident, all on one contract',
  'M1-alone': 'M1 by one caller who waits for each answer',
  A1: 'addNamedContact with an idempotency key, spread over many contracts',
  B1: 'bookConsultingBlock with an idempotency key, spread over many contracts',
};

/** Cases whose writes make the answers of others longer; they are measured when all others have been. */
export const MEASURED_LAST: readonly CaseName[] = ['A1', 'B1'];

/** The role whose key asks. */
export const CASE_ROLES = {
  Q1: 'SUPPORT',
  'Q1-alone': 'SUPPORT',
  Q2: 'SUPPORT',
  Q3: 'BILLING',
  C1: 'SALES',
  M1: 'SUPPORT',
  'M1-key': 'SUPPORT',
  'M1-hot': 'SUPPORT',
  'M1-alone': 'SUPPORT',
  A1: 'SUPPORT',
  B1: 'SUPPORT',
} as const satisfies Record<CaseName, string>;

export interface ContractQuestion {
  readonly about: 'Q1';
  readonly contractId: number;
}

export interface CustomersQuestion {
  readonly about: 'Q2';
  readonly afterCustomerId: number;
}

export interface UsageQuestion {
  readonly about: 'Q3';
  readonly from: string;
  readonly to: string;
}

/** The facts of a request for support that are the same in the question and in the mutation. */
export interface IncidentQuestion {
  readonly about: 'C1' | 'M1';
  readonly contractId: number;
  readonly contactId: number;
  readonly product: string;
  /** Whether the mutation comes with an idempotency key. */
  readonly keyed: boolean;
}

export interface ContactQuestion {
  readonly about: 'A1';
  readonly contractId: number;
}

export interface AppointmentQuestion {
  readonly about: 'B1';
  readonly contractId: number;
  readonly startsAt: string;
}

/** One request, in the terms of the data and not of any server. */
export type Question =
  | ContractQuestion
  | CustomersQuestion
  | UsageQuestion
  | IncidentQuestion
  | ContactQuestion
  | AppointmentQuestion;

/** Stands in a body where each sending of it has a text of its own, of the same length. */
export const ONCE = 'ONCE-AND-NO-MORE';

/** What every request for support of the benchmark says besides who asks about what. */
export const REPORT = {
  channel: 'EMAIL',
  impact: 'MEDIUM',
  productVersion: '8.2.2',
  platformVersion: 'Debian 12',
  description: 'Checks of one host group stay in state pending since the update; a restart does not help.',
} as const;

/** A named contact, each with an address of its own. */
export const CONTACT = {
  name: 'Erika Muster',
  email: `${ONCE}@example.org`,
  phone: '+49 30 1234567',
} as const;

export const SUBJECT = 'Upgrade of the monitoring';
