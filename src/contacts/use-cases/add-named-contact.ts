import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { contractLock, LockedContract, lockOwnAndRead } from '../../contracts/persistence/lock-contract';
import { planFacts } from '../../contracts/persistence/contracts';
import { countInUse } from '../../contracts/persistence/usage-counters';
import { allEnded } from '../../platform/all-ended';
import { batchedSteps } from '../../platform/transactions/batched-steps';
import { BatchedRequest } from '../../platform/transactions/batched-write';
import { Transaction } from '../../platform/transactions/database';
import { groupedBy } from '../../platform/reads/align-rows';
import { Sql } from '../../platform/sql';
import { notFound } from '../../shared/domain/not-found';
import { Refused } from '../../shared/domain/refusal';
import { foldEmail } from '../../shared/domain/text';
import { decideAddNamedContact } from '../domain/add-named-contact';
import { insertContacts, NewBookContact } from '../persistence/book-of-contacts';
import { areEmailsTaken, NewContact } from '../persistence/insert-contact';
import { NamedContact } from '../persistence/named-contacts';
import { contactHappened } from '../domain/contact-events';

export interface AddNamedContact {
  readonly contractId: string;
  readonly contact: NewContact;
}

/** Names one more contact. Throws Refused with every reason, CONFLICT for an email address named already. Domain section 3. */
export function addNamedContact(context: RequestContext, input: AddNamedContact): Promise<NamedContact> {
  return context.writeInBatch(ADD_NAMED_CONTACT, input);
}

type Request = BatchedRequest<AddNamedContact, RequestContext>;

interface Locked extends LockedContract {
  readonly isTaken: boolean;
}

/** A contact that may be named, and the plan's number of contacts. */
interface Accepted extends NewBookContact {
  readonly limit: number | null;
}

/** Requests that wait at the same time share the statements of lock and write; each is decided by itself. */
const ADD_NAMED_CONTACT = batchedSteps<AddNamedContact, Locked, Accepted, NamedContact, RequestContext>({
  lockOf: ({ contractId }) => contractLock(contractId),
  lock,
  notFound: ({ scope }) => notFound(scope, 'contract', ['input', 'contractId']),
  decide,
  write,
  enter: (journal, _accepted, named) => {
    const { id, contractId, since } = named;
    journal.created({ type: 'NamedContact', id, contractId }, named);
    journal.happened(contactHappened('contact.added', named, since, {}));
  },
});

async function lock(
  sql: Sql,
  requests: readonly Request[],
  waits: boolean,
): Promise<readonly (Locked | null)[]> {
  const addresses = requests.map(({ input }) => ({ ...input.contact, contractId: input.contractId }));
  const areTaken = () => areEmailsTaken(sql, addresses);
  const [contracts, taken] = await lockOwnAndRead(sql, { requests, waits }, areTaken);
  return contracts.map((contract, nth) => contract && { ...contract, isTaken: taken[nth]! });
}

async function decide(
  sql: Sql,
  { context, input, journal }: Request,
  { state, now, isTaken }: Locked,
  acceptedBefore: readonly Accepted[],
): Promise<Accepted | Refused> {
  journal.concerns(state.id);
  const { contact } = input;
  const named = acceptedBefore.filter(({ contractId }) => contractId === state.id);
  const stateThen = { ...state, contactsUsed: state.contactsUsed + named.length };
  const facts = await planFacts(context, stateThen, sql);
  const folded = foldEmail(contact.email);
  const isNamed = isTaken || named.some(({ email }) => foldEmail(email) === folded);
  const alternatives = await context.catalog.currentPlans(state.providerId);
  const decideUnder = (each: typeof facts) => decideAddNamedContact(each, now, isNamed);
  const { decision } = decideWithAdvice(facts, alternatives, decideUnder);
  const limit = facts.plan.entitlements.maxNamedContacts;
  return journal.record(state.id, facts, decision) ?? { ...contact, contractId: state.id, since: now, limit };
}

async function write({ sql }: Transaction, accepted: readonly Accepted[]): Promise<readonly NamedContact[]> {
  const byContract = [...groupedBy(accepted, ({ contractId }) => contractId)];
  const counts = byContract.map(([contractId, added]) => ({
    contractId,
    count: added.length,
    limit: added[0]!.limit,
  }));
  const [named] = await allEnded(insertContacts(sql, accepted), countInUse(sql, 'contacts', counts));
  return named.map((contact) => ({ ...contact, until: null }));
}
