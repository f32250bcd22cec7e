import { Plan } from '../../catalog/domain/plan';
import { Transaction } from '../../platform/transactions/database';
import { addDays, startOfDate } from '../../shared/domain/local-date';
import { OrderDates } from '../domain/order-contract';
import { keepDerived } from './contract-derived';
import { ContractPlanEntity } from './contract-plan.entity';
import { ContractEntity } from './contract.entity';
import { firstCounters } from './usage-counters';
import { foldEmail, foldText } from '../../shared/domain/text';
import { statement } from '../../platform/sql';
import { UnitOfWork } from '../../platform/transactions/unit-of-work';

interface NewContract {
  readonly customerId: string;
  readonly number: string;
  readonly orderReceivedAt: Date;
  readonly recordedAt: Date;
  readonly termMonths: number;
  readonly contacts: readonly OrderedContact[];
}

/** Writes a contract with its plan, and returns its id. Its contacts are counted here, and written by `insertOrderedContacts`. */
export async function insertContract(
  { manager, sql }: Transaction,
  { customerId, number, orderReceivedAt, recordedAt, termMonths, contacts }: NewContract,
  plan: Plan,
  dates: OrderDates,
): Promise<string> {
  const contract = {
    ...dates,
    ...firstCounters(contacts.length, plan.entitlements.maxNamedContacts),
    customerId,
    number,
    numberFolded: foldText(number),
    orderReceivedAt,
    recordedAt,
    termMonths,
    timeZone: plan.timeZone,
    providerId: plan.providerId,
    planId: plan.id,
  };
  await manager.insert(ContractEntity, contract);
  const { id } = contract as unknown as ContractEntity;
  // From the day before, so that a reader whose clock is behind finds a plan, at midnight too.
  const validFrom = startOfDate(addDays(dates.orderReceivedOn, -1), plan.timeZone);
  await manager.insert(ContractPlanEntity, { contractId: id, planId: plan.id, validFrom, validTo: null });
  await keepDerived(sql, [id], recordedAt);
  return id;
}

export interface OrderedContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

// The table belongs to a feature downstream of this one.
const INSERT = statement(
  'insert-ordered-contacts',
  `INSERT INTO named_contacts (contract_id, name, email, email_folded, phone, valid_from)
   SELECT $1, contact.name, contact.email, contact.folded, contact.phone, $2
   FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS contact (name, email, folded, phone)
   RETURNING id, contract_id AS "contractId", name, email, phone, valid_from AS since`,
);

/** Names the contacts of an order, who are such since the instant. */
export async function insertOrderedContacts(
  { sql, journal }: UnitOfWork,
  contractId: string,
  contacts: readonly OrderedContact[],
  since: Date,
): Promise<void> {
  const columns = [
    contacts.map(({ name }) => name),
    contacts.map(({ email }) => email),
    contacts.map(({ email }) => foldEmail(email)),
    contacts.map(({ phone }) => phone),
  ];
  const named = await sql.rows<OrderedContact & { id: string }>(INSERT, [contractId, since, ...columns]);
  for (const contact of named) journal.created({ type: 'NamedContact', id: contact.id, contractId }, contact);
}
