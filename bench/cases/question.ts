/** What is measured. */
export const CASES = ['Q1', 'Q2', 'Q3', 'C1', 'M1', 'M1-hot'] as const;
export type CaseName = (typeof CASES)[number];

export const CASE_TITLES: Readonly<Record<CaseName, string>> = {
  Q1: 'contract with its snapshot: status, plan, every quota',
  Q2: '50 customers with contracts, snapshots and named contacts',
  Q3: '200 rows of consulting usage with customer, contract and totals',
  C1: 'canOpenIncident with every rule',
  M1: 'openIncident, spread over many contracts',
  'M1-hot': 'openIncident, all on one contract',
};

/** The role whose key asks. */
export const CASE_ROLES = {
  Q1: 'SUPPORT',
  Q2: 'SUPPORT',
  Q3: 'BILLING',
  C1: 'SALES',
  M1: 'SUPPORT',
  'M1-hot': 'SUPPORT',
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
}

/** One request, in the terms of the data and not of any server. */
export type Question = ContractQuestion | CustomersQuestion | UsageQuestion | IncidentQuestion;

/** What every request for support of the benchmark says besides who asks about what. */
export const REPORT = {
  channel: 'EMAIL',
  impact: 'MEDIUM',
  productVersion: '8.2.2',
  platformVersion: 'Debian 12',
  description: 'Checks of one host group stay in state pending since the update; a restart does not help.',
} as const;
