import { toGlobalId } from '../../src/shared/domain/global-id';
interface Demo {
  readonly customers: { readonly nodes: readonly { id: string }[] };
  readonly contracts: {
    readonly nodes: readonly { id: string; namedContacts: { id: string }[]; satellites: { id: string }[] }[];
  };
  readonly incidents: { readonly nodes: readonly { id: string; reference: string }[] };
  readonly provider: { readonly plans: readonly { id: string }[] };
}

const FIRST_OF_ALL = `{ customers(first: 1) { nodes { id } } contracts(first: 1) { nodes { id namedContacts { id } satellites { id } } }
  incidents(first: 1) { nodes { id reference } } provider(code: "it-novum") { id plans { id } } }`;

/** The variables of all calls, of the demo data. `ask` answers the data of a query. */
export async function demoIds(
  ask: (query: string) => Promise<unknown>,
): Promise<Readonly<Record<string, string>>> {
  const data = (await ask(FIRST_OF_ALL)) as Demo;
  const [contract] = data.contracts.nodes;
  const [incident] = data.incidents.nodes;
  return {
    customer: data.customers.nodes[0]!.id,
    contract: contract!.id,
    contact: contract!.namedContacts[0]!.id,
    satellite: contract!.satellites[0]!.id,
    incident: incident!.id,
    reference: incident!.reference,
    plan: data.provider.plans[0]!.id,
  };
}

/** The variables of a call, declared as ids. */
export function variablesOf(call: string): string {
  const names = [...new Set(call.match(/\$\w+/g) ?? [])];
  const declared = names.map((name) => `${name}: ${name === '$reference' ? 'String' : 'ID!'}`);
  return declared.length === 0 ? '' : `(${declared.join(', ')})`;
}

/** How each query is called on the demo data. */
export const EVERY_QUERY: Readonly<Record<string, string>> = {
  node: 'node(id: $contract)',
  nodes: 'nodes(ids: [$contract, $customer, $contact, $satellite, $incident, $plan])',
  viewer: 'viewer',
  providers: 'providers',
  provider: 'provider(code: "it-novum")',
  plan: 'plan(id: $plan)',
  customer: 'customer(id: $customer)',
  customers: 'customers(first: 3)',
  contract: 'contract(id: $contract)',
  contracts: 'contracts(last: 4)',
  incident: 'incident(reference: $reference)',
  incidents: 'incidents(first: 5, filter: { contractId: $contract })',
  canOpenIncident:
    'canOpenIncident(input: { contractId: $contract, contactId: $contact, channel: PHONE, impact: LOW, product: "znuny", productVersion: "6" })',
  canAddNamedContact: 'canAddNamedContact(contractId: $contract)',
  canBookConsultingBlock:
    'canBookConsultingBlock(contractId: $contract, startsAt: "2026-12-01T09:00:00Z", blocks: 9)',
  canRegisterSatellite: 'canRegisterSatellite(contractId: $contract, at: "2026-10-01T00:00:00Z")',
  canOrderAdditionalConsulting: 'canOrderAdditionalConsulting(contractId: $contract, blocks: 3)',
  previewPlanChange: 'previewPlanChange(contractId: $contract, planId: $plan)',
  previewNotice: 'previewNotice(contractId: $contract, receivedAt: "2026-11-20T12:00:00Z")',
  productSupport: 'productSupport(product: "op5-monitor", version: "8")',
  consultingUsage: 'consultingUsage(from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z")',
  decisions: 'decisions(last: 3, filter: { contractId: $contract })',
  planFits: 'planFits(planId: $plan, from: "2026-01-01", to: "2026-12-01", first: 3)',
  responseReport:
    'responseReport(from: "2026-01-01", to: "2026-07-01", groupBy: [PLAN_VERSION, MONTH, CUSTOMER])',
  quotaReport: 'quotaReport(groupBy: [PLAN, REGION])',
  billingMonths: 'billingMonths',
  whatIf: 'whatIf(contractId: $contract, planId: $plan, from: "2026-01-01", to: "2026-12-01")',
  decision: `decision(id: "${toGlobalId('DecisionRecord', '1')}")`,
  events: 'events(first: 5)',
  webhookEndpoints: 'webhookEndpoints',
  auditLog: 'auditLog(first: 5)',
  apiKeys: 'apiKeys(first: 2, filter: { active: true })',
};
