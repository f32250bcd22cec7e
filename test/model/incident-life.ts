import { DateTime } from 'luxon';
import { Command, iso, ModelContract, pickOf, Role, TOLERANCE, when } from './command';
import { dayAt, plus, startOf } from './dates';
import { ContractFacts, Incident } from './model-contract';

const REQUESTERS: readonly Role[] = ['ADMIN', 'SUPPORT', 'CUSTOMER'];
const SUPPORT: readonly Role[] = ['ADMIN', 'SUPPORT'];
const DAYS_TO_ANSWER = 42;
const DAYS_TO_REOPEN = 14;

type Status = Incident['status'];

/** CLOSED from the instant on at which it closes by itself. */
export function statusOf({ status, closesAt }: Incident, now: number): Status {
  return closesAt !== null && closesAt <= now ? 'CLOSED' : status;
}

/** What has happened by now, the closing by itself too. */
export function historyOf(incident: Incident, now: number): Incident['history'] {
  const { closesAt, history } = incident;
  if (closesAt === null || closesAt > now) return history;
  return [...history, { kind: 'CLOSED_UNANSWERED', at: closesAt, recordedAt: closesAt, internal: false }];
}

/** Takes a step: `at` is when it happened, where that is not now. */
export function record(incident: Incident, kind: string, now: number, at = now, internal = false): void {
  const history = [...historyOf(incident, now), { kind, at, recordedAt: now, internal }];
  if (statusOf(incident, now) !== incident.status)
    Object.assign(incident, { status: 'CLOSED', closesAt: null });
  incident.history = history;
}

/** Instants at which an incident closes by itself, or can be reopened no more. */
export function turnsOf({ incidents, zone }: ContractFacts): number[] {
  return incidents.flatMap(({ status, closesAt, resolvedAt }) => {
    if (closesAt !== null) return [closesAt];
    if (status !== 'RESOLVED') return [];
    return [startOf(plus(dayAt(resolvedAt!, zone), { days: DAYS_TO_REOPEN + 1 }), zone)];
  });
}

const OPEN: readonly Status[] = ['NEW', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED'];

/** Mutation, from, to (null: it stays so), what the history says, and by whom. */
const STEPS = {
  respond: ['recordFirstResponse', ['NEW'], 'IN_PROGRESS', 'FIRST_RESPONSE', SUPPORT],
  await: ['awaitCustomer', ['IN_PROGRESS'], 'WAITING_FOR_CUSTOMER', 'WAITING_FOR_CUSTOMER', SUPPORT],
  answer: ['resumeIncident', ['WAITING_FOR_CUSTOMER'], 'IN_PROGRESS', 'RESUMED', REQUESTERS],
  resolve: ['resolveIncident', ['IN_PROGRESS', 'WAITING_FOR_CUSTOMER'], 'RESOLVED', 'RESOLVED', SUPPORT],
  close: ['closeIncident', ['RESOLVED'], 'CLOSED', 'CLOSED', SUPPORT],
  reopen: ['reopenIncident', ['RESOLVED'], 'IN_PROGRESS', 'REOPENED', REQUESTERS],
  note: ['addIncidentNote', OPEN, null, 'NOTE', REQUESTERS],
  linkBug: ['linkBug', [...OPEN, 'CLOSED'], null, 'BUG_LINKED', SUPPORT],
  void: ['voidIncident', [...OPEN, 'CLOSED'], 'VOIDED', 'VOIDED', SUPPORT],
} as const;

export type IncidentStepName = keyof typeof STEPS;

/** What is given with a step. */
export interface StepInput {
  readonly now: number;
  readonly role: Role;
  /** How long before now it happened, of an answer and a first response. */
  readonly receivedBefore: number;
  readonly n: number;
  readonly m: number;
}

/** The next step of an incident's life, by its status. */
export function nextStep({ facts }: ModelContract, { now, n, m }: StepInput): IncidentStepName {
  const next = {
    NEW: ['respond'],
    IN_PROGRESS: ['resolve', 'await', 'await'],
    WAITING_FOR_CUSTOMER: ['answer', 'answer', 'resolve'],
    RESOLVED: ['reopen', 'reopen', 'close'],
    CLOSED: ['reopen', 'answer', 'close'],
    VOIDED: ['reopen', 'answer', 'void'],
  } as const;
  return pickOf(next[statusOf(pickOf(facts.incidents, m)!, now)], n)!;
}

export function stepIncident(contract: ModelContract, name: IncidentStepName, step: StepInput): Command {
  const [mutation, from, to, kind, roles] = STEPS[name];
  const { now, role, receivedBefore, n, m } = step;
  const { facts, ids } = contract;
  const incident = pickOf(facts.incidents, m)!;
  const isSaid = (name === 'answer' || name === 'respond') && receivedBefore !== 0;
  const atOnce = name === 'respond' ? Math.max(now, incident.receivedAt) : now;
  const said = now - receivedBefore;
  // Mostly one that can be: few receipts lie as long before now.
  const isPossibleResponse = name === 'respond' && n % 3 !== 0 && receivedBefore > 0;
  const at = isPossibleResponse ? Math.max(said, incident.receivedAt) : isSaid ? said : atOnce;
  const internal = name === 'void' || (name === 'note' && n % 2 === 0);
  const bug = { bugReference: `B-${n % 7}`, bugSeverity: (['CRASH', 'BLOCK', 'OTHER'] as const)[n % 3]! };
  const inputs = {
    respond: { note: 'see the log', respondedAt: isSaid ? iso(at) : undefined },
    note: { note: 'see the log', internal },
    linkBug: { reference: bug.bugReference, severity: bug.bugSeverity },
    void: { reason: 'a duplicate' },
    answer: { note: 'it is back', receivedAt: isSaid ? iso(at) : undefined },
    close: {},
  };
  const input = name in inputs ? inputs[name as keyof typeof inputs] : { note: 'see the log' };
  const question = incident.history.findLast((each) => each.kind === 'WAITING_FOR_CUSTOMER');
  const isPossible = (from as readonly Status[]).includes(statusOf(incident, now));
  return {
    mutation,
    roles,
    input: { incidentId: pickOf(ids.incidents, m), ...input },
    selection: 'incident { status }',
    refusals: [
      ...when(!isPossible || (name === 'reopen' && isTooLate(facts, incident, now)), 'INVALID_STATE'),
      ...when(name === 'note' && internal && role === 'CUSTOMER', 'INVALID_INPUT'),
      ...when(isSaid && role === 'CUSTOMER', 'INVALID_INPUT'),
      ...when(isSaid && at > now + TOLERANCE, 'INVALID_INPUT'),
      ...when(name === 'answer' && question !== undefined && at < question.at, 'INVALID_INPUT'),
      ...when(name === 'respond' && at < incident.receivedAt, 'INVALID_INPUT'),
    ],
    apply: (answer) => {
      record(incident, kind, now, at, internal);
      if (name === 'linkBug') incident.bug = bug;
      if (to !== null) moveTo(incident, to, now, facts.zone);
      expect(answer.incident).toEqual({ status: incident.status });
    },
  };
}

function moveTo(incident: Incident, to: Status, now: number, zone: string): void {
  const closesAt = DateTime.fromMillis(now, { zone }).plus({ days: DAYS_TO_ANSWER }).toMillis();
  incident.status = to;
  incident.closesAt = to === 'WAITING_FOR_CUSTOMER' ? closesAt : null;
  if (to === 'RESOLVED') incident.resolvedAt = now;
}

function isTooLate({ zone }: ContractFacts, { resolvedAt }: Incident, now: number): boolean {
  return resolvedAt !== null && dayAt(now, zone) > plus(dayAt(resolvedAt, zone), { days: DAYS_TO_REOPEN });
}
