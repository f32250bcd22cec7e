import { RequestContext } from '../catalog/request-context';
import { contractYearOn } from '../contracts/domain/contract-dates';
import { ContractState } from '../contracts/domain/contract-state';
import { changePlan } from '../contracts/use-cases/change-plan';
import { suspendContract } from '../contracts/use-cases/suspend-contract';
import { giveNotice } from '../endings/use-cases/give-notice';
import { orderContract } from '../contracts/use-cases/order-contract';
import { bookConsultingBlock } from '../consulting/use-cases/book-consulting-block';
import { deliverConsultingBlock } from '../consulting/use-cases/deliver-consulting-block';
import { orderAdditionalConsulting } from '../consulting/use-cases/order-additional-consulting';
import { createCustomer } from '../customers/use-cases/create-customer';
import { contactsOfContracts } from '../contacts/persistence/named-contacts';
import { openIncident } from '../incidents/use-cases/open-incident';
import { registerSatellite } from '../satellites/use-cases/register-satellite';
import { dateAt, startOfDate } from '../shared/domain/local-date';
import { DEMO_CONTRACTS, DEMO_CUSTOMERS, DEMO_REQUESTS, DemoContract } from './demo-data';

const MS_A_DAY = 86_400_000;

/** Writes the demo through the use cases, so that it obeys every rule and limit like anything else. */
export async function makeDemoData(context: RequestContext): Promise<void> {
  const customerIds = await createCustomers(context);
  for (const contract of DEMO_CONTRACTS) {
    const state = await orderDemoContract(context, contract, customerIds.get(contract.customer)!);
    await registerSatellites(context, contract, state);
    await openIncidents(context, contract, state);
    await deliverBlocks(context, contract, state);
    await planAhead(context, contract, state);
  }
}

async function createCustomers(context: RequestContext): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { number, name, region, isPartner = false, partner } of DEMO_CUSTOMERS) {
    const partnerId = partner === undefined ? null : ids.get(partner)!;
    const { id } = await createCustomer(context, {
      number,
      name,
      region,
      isPartner,
      partnerId,
      language: 'EN',
    });
    ids.set(number, id);
  }
  return ids;
}

async function orderDemoContract(
  context: RequestContext,
  contract: DemoContract,
  customerId: string,
): Promise<ContractState> {
  const planId = await planIdOf(context, contract.provider, contract.plan);
  const contacts = contract.contacts.map((name, index) => ({
    name,
    email: `${name
      .toLowerCase()
      .replaceAll(' ', '.')
      .replaceAll(/[^a-z.]/g, '')}@example.com`,
    phone: `+49 661 100 ${index + 1}`,
  }));
  const orderReceivedAt = new Date(context.clock.now().getTime() - contract.orderedDaysAgo * MS_A_DAY);
  const order = { customerId, planId, number: contract.number, orderReceivedAt, contacts };
  return orderContract(context, { ...order, activateOn: null, termMonths: 12 });
}

async function registerSatellites(
  context: RequestContext,
  contract: DemoContract,
  state: ContractState,
): Promise<void> {
  for (let n = 1; n <= contract.satellites; n += 1) {
    await registerSatellite(context, { contractId: state.id, name: `satellite-${n}` });
  }
}

/** Spreads the requests evenly over the running contract year until now. */
async function openIncidents(
  context: RequestContext,
  contract: DemoContract,
  state: ContractState,
): Promise<void> {
  const now = context.clock.now();
  const year = contractYearOn(state.activatesOn, dateAt(now, state.timeZone));
  if (year === null || contract.incidents === 0) return;
  const [contact] = await context.load(contactsOfContracts, { id: state.id, moment: null });
  const from = startOfDate(year.from, state.timeZone).getTime();
  const step = (now.getTime() - from) / (contract.incidents + 1);
  for (let n = 1; n <= contract.incidents; n += 1) {
    await openIncident(context, {
      ...DEMO_REQUESTS[contract.provider]!,
      contractId: state.id,
      contactId: contact!.id,
      channel: 'EMAIL',
      impact: n % 5 === 0 ? 'CRITICAL' : n % 2 === 0 ? 'MEDIUM' : 'LOW',
      testSystem: false,
      platformVersion: 'Debian 12.5',
      receivedAt: new Date(Math.floor(from + n * step)),
    });
  }
}

/** Delivers blocks in the last days; those above the included ones are ordered at a list price first. */
async function deliverBlocks(
  context: RequestContext,
  { blocksDelivered = 0 }: DemoContract,
  { id: contractId }: ContractState,
): Promise<void> {
  if (blocksDelivered === 0) return;
  const price = { listPricePerHour: '165.00', currency: 'EUR' };
  await orderAdditionalConsulting(context, { contractId, blocks: blocksDelivered, ...price });
  for (let n = 1; n <= blocksDelivered; n += 1) {
    const startsAt = new Date(context.clock.now().getTime() - n * MS_A_DAY);
    const appointment = { startsAt, subject: 'Tuning of the check intervals', consultant: 'Mara Keller' };
    const blocks = await bookConsultingBlock(context, { contractId, blocks: 1, ...appointment });
    await deliverConsultingBlock(context, { blockId: blocks[0]!.id, deliveredAt: null, deliveredBy: null });
  }
}

async function planAhead(
  context: RequestContext,
  contract: DemoContract,
  state: ContractState,
): Promise<void> {
  const contractId = state.id;
  const { provider, noticeDaysAgo, downgradeTo, suspendedBecause } = contract;
  if (noticeDaysAgo !== undefined) {
    const receivedAt = new Date(context.clock.now().getTime() - noticeDaysAgo * MS_A_DAY);
    const notice = { receivedAt, party: 'CUSTOMER', reason: 'Budget', acceptConsequences: false } as const;
    await giveNotice(context, { contractId, ...notice });
  }
  if (suspendedBecause !== undefined)
    await suspendContract(context, { contractId, reason: suspendedBecause });
  if (downgradeTo !== undefined) {
    const planId = await planIdOf(context, provider, downgradeTo);
    await changePlan(context, { contractId, planId, effectiveOn: null });
  }
}

async function planIdOf(
  { catalog }: RequestContext,
  providerCode: string,
  planCode: string,
): Promise<string> {
  const provider = (await catalog.allProviders()).find(({ code }) => code === providerCode)!;
  const plans = await catalog.currentPlans(provider.id);
  return plans.find(({ code }) => code === planCode)!.id;
}
