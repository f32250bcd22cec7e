import { Channel, Impact, Plan } from '../../catalog/domain/plan';
import { Provider } from '../../catalog/domain/provider';
import { responseDueAt, responseDueSoonAt } from '../../catalog/domain/service-hours';
import { ContractState, Standing } from '../../contracts/domain/contract-state';
import { ContractYear } from '../../contracts/domain/contract-dates';

/** The person who reports, as the database knows the contact. */
export interface Reporter {
  readonly id: string;
  readonly contractId: string;
  readonly customerId: string;
  readonly providerId: string;
  /** What says when the contract is active under which the person is named. */
  readonly contractDates: Standing;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** What the rules know of the contract at the instant of receipt. */
export interface IncidentFacts {
  readonly state: ContractState;
  /** The partner whose customer bought the contract. */
  readonly partnerId: string | null;
  readonly provider: Provider;
  /** In force when the request was received. */
  readonly plan: Plan;
  /** Whose number of requests counts for the contract year: a later plan of the year, where there is one. */
  readonly quotaPlan: Plan;
  /** The contract year of receipt; null before the activation. */
  readonly contractYear: ContractYear | null;
  /** Requests of that year, voided ones left out. */
  readonly usedInYear: number;
}

/** What a report must hold besides its reporter and the product's version, as a refusal calls it. Domain section 4. */
export const REPORT_FIELDS = {
  platformVersion: 'the version of the platform',
  description: 'a detailed description',
} as const;

type ReportField = keyof typeof REPORT_FIELDS;
export type IncidentReport = Readonly<Record<ReportField, string>>;

/** The report alone, of a request that holds more. */
export function reportOf(request: IncidentReport): IncidentReport {
  const fields = Object.keys(REPORT_FIELDS) as ReportField[];
  return Object.fromEntries(fields.map((field) => [field, request[field]])) as IncidentReport;
}

/** A request for help. What a question leaves out is undefined, and the rules that need it are not checked. */
export interface IncidentRequest {
  readonly receivedAt: Date;
  /** Null: there is no such contact. */
  readonly reporter: Reporter | null | undefined;
  readonly channel: Channel | undefined;
  readonly impact: Impact | undefined;
  readonly testSystem: boolean | undefined;
  readonly distributedSetup: boolean | undefined;
  readonly product: string | undefined;
  readonly productVersion: string | undefined;
  /** Null: a question, which holds no report. */
  readonly report: IncidentReport | null;
}

/** The impact that counts: LOW on every test system. Domain section 2, Impact. Undefined where it cannot be told. */
export function effectiveImpact(request: Pick<IncidentRequest, 'impact' | 'testSystem'>): Impact | undefined {
  return request.testSystem === true ? 'LOW' : request.impact;
}

/** The same facts, had the contract had another plan: its number of requests would count then, too. */
export function underPlan(facts: IncidentFacts, plan: Plan): IncidentFacts {
  return { ...facts, plan, quotaPlan: plan };
}

/** At which line a request starts: that of partners' customers, where the customer has a partner. Domain section 3, Partners. */
export function startLine({ partnerId, provider }: Pick<IncidentFacts, 'partnerId' | 'provider'>): number {
  return partnerId === null ? 1 : provider.partnerCustomersStartAtLine;
}

/** What is promised for a request received at an instant that starts at a line; null where the plan promises nothing. */
export function promiseOf(
  facts: IncidentFacts,
  impact: Impact,
  receivedAt: Date,
  line: number = startLine(facts),
): Date | null {
  const { plan, state } = facts;
  return responseDueAt(plan, state.region, impact, receivedAt, line);
}

/** When a quarter of the working time for the promise is left; null where there is none. */
export function promiseDueSoonAt(
  facts: IncidentFacts,
  receivedAt: Date,
  dueAt: Date | null,
  line: number = startLine(facts),
): Date | null {
  const { plan, state } = facts;
  return responseDueSoonAt(plan, state.region, receivedAt, dueAt, line);
}

const PRIORITY_PROCESS = 'priority-case-process';

/** Whether incidents of the plan carry priority: the catalog lists its priority process among the features. Domain section 3. */
export function hasPriority({ entitlements }: Plan): boolean {
  return entitlements.features.some(({ code, granted }) => code === PRIORITY_PROCESS && granted);
}
