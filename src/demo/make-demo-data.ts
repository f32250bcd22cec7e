import { RequestContext } from '../catalog/request-context';
import { ContractState } from '../contracts/domain/contract-state';
import { changePlan } from '../contracts/use-cases/change-plan';
import { suspendContract } from '../contracts/use-cases/suspend-contract';
import { giveNotice } from '../endings/use-cases/give-notice';
import { orderContract } from '../contracts/use-cases/order-contract';
import { createCustomer } from '../customers/use-cases/create-customer';
import { registerSatellite } from '../satellites/use-cases/register-satellite';
import { asMutation } from './as-mutation';
import { DEMO_CONTRACTS, DEMO_CUSTOMERS, DemoContract } from './demo-data';
import { liveConsulting } from './live-consulting';
import { liveIncidents } from './live-incidents';
import { refusedRequests } from './refused-requests';

const MS_A_DAY = 86_400_000;

/** Writes the demo through the use cases, so that it obeys every rule and limit like anything else. */
export async function makeDemoData(context: RequestContext): Promise<void> {
  const customerIds = await createCustomers(context);
  for (const contract of DEMO_CONTRACTS) {
    const state = await orderDemoContract(context, contract, customerIds.get(contract.customer)!);
    await registerSatellites(context, contract, state);
    await liveIncidents(context, contract, state);
    await liveConsulting(context, contract, state);
    await refusedRequests(context, contract, state);
    await planAhead(context, contract, state);
  }
}

async function createCustomers(context: RequestContext): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { number, name, region, isPartner = false, partner } of DEMO_CUSTOMERS) {
    const partnerId = partner === undefined ? null : ids.get(partner)!;
    const customer = { number, name, region, isPartner, partnerId, language: 'EN' } as const;
    const { id } = await asMutation(context, 'createCustomer', () => createCustomer(context, customer));
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
  return asMutation(context, 'orderContract', () =>
    orderContract(context, { ...order, activateOn: null, termMonths: 12 }),
  );
}

async function registerSatellites(
  context: RequestContext,
  contract: DemoContract,
  state: ContractState,
): Promise<void> {
  for (let n = 1; n <= contract.satellites; n += 1) {
    const satellite = { contractId: state.id, name: `satellite-${n}` };
    await asMutation(context, 'registerSatellite', () => registerSatellite(context, satellite));
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
    await asMutation(context, 'giveNotice', () => giveNotice(context, { contractId, ...notice }));
  }
  if (suspendedBecause !== undefined)
    await asMutation(context, 'suspendContract', () =>
      suspendContract(context, { contractId, reason: suspendedBecause }),
    );
  if (downgradeTo !== undefined) {
    const planId = await planIdOf(context, provider, downgradeTo);
    await asMutation(context, 'changePlan', () =>
      changePlan(context, { contractId, planId, effectiveOn: null }),
    );
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
