import { GraphQLClient } from 'graphql-request';
import { OrderedContract } from '../support/builders';
import { mutate, UserError } from '../support/mutate';

const INCIDENT = `{
  id reference status supportLine channel impact testSystem receivedAt responseDueAt firstRespondedAt responseMet voidedAt
  bugReference bugSeverity history { at recordedAt kind note internal responseDueAt actor }
  priority distributedSetup recordedAt closesByItselfAt closingWarningAt product productVersion platformVersion
  firstResponseRecordedAt firstResponseKind firstResponseChannel firstResponseTo resolvedOnFirstCall duplicateOf { reference }
}`;

export interface HistoryEvent {
  readonly at: string;
  readonly recordedAt: string;
  readonly kind: string;
  readonly note: string | null;
  readonly internal: boolean;
  readonly responseDueAt: string | null;
  readonly actor: string;
}

export interface IncidentNode {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly supportLine: number;
  readonly impact: string;
  readonly receivedAt: string;
  readonly responseDueAt: string | null;
  readonly firstRespondedAt: string | null;
  readonly priority: boolean;
  readonly closesByItselfAt: string | null;
  readonly resolvedOnFirstCall: boolean | null;
  readonly history: readonly HistoryEvent[];
}

export interface IncidentAnswer {
  readonly incident: IncidentNode | null;
  readonly userErrors: readonly UserError[];
}

const OF_IT_NOVUM = { product: 'openitcockpit-enterprise', productVersion: '4.8.2' };
export const OF_OP5 = { product: 'op5-monitor', productVersion: '9.0.1' };

/** A complete report under a contract of it-novum; the first contact sends an email. */
export function requestUnder(contract: OrderedContract, changes: object = {}): Record<string, unknown> {
  return {
    contractId: contract.id,
    contactId: contract.namedContacts[0]!.id,
    channel: 'EMAIL',
    impact: 'CRITICAL',
    platformVersion: 'Debian 12',
    description: 'The web interface does not answer.',
    ...OF_IT_NOVUM,
    ...changes,
  };
}

export async function open(
  client: GraphQLClient,
  contract: OrderedContract,
  changes: object = {},
): Promise<IncidentAnswer> {
  const input = requestUnder(contract, changes);
  return (await mutate(client, 'openIncident', input, `incident ${INCIDENT}`)) as IncidentAnswer;
}

/** Calls a mutation of the life of an incident. */
export async function step(
  client: GraphQLClient,
  mutation: string,
  incidentId: string,
  changes: object = {},
): Promise<IncidentAnswer> {
  const input = { incidentId, ...changes };
  return (await mutate(client, mutation, input, `incident ${INCIDENT}`)) as IncidentAnswer;
}

/** The incident that a mutation answers, which must not have been refused. */
export async function accepted(answer: IncidentAnswer | Promise<IncidentAnswer>): Promise<IncidentNode> {
  const { incident, userErrors } = await answer;
  expect(userErrors).toEqual([]);
  return incident!;
}

export async function readIncident(client: GraphQLClient, id: string): Promise<IncidentNode> {
  const document = `query ($id: ID!) { incident(id: $id) ${INCIDENT} }`;
  const { incident } = await client.request<Pick<IncidentAnswer, 'incident'>>(document, { id });
  return incident!;
}

export function kindsOf({ history }: IncidentNode): string[] {
  return history.map((event) => event.kind);
}

interface Usage {
  readonly contract: { readonly snapshot: { readonly incidents: { readonly used: number } } };
}

/** How many support requests of the running contract year are used, now or at an instant. */
export async function usedAt(
  client: GraphQLClient,
  contractId: string,
  at: string | null = null,
): Promise<number> {
  const document =
    'query ($id: ID!, $at: DateTime) { contract(id: $id) { snapshot(at: $at) { incidents { used } } } }';
  const { contract } = await client.request<Usage>(document, { id: contractId, at });
  return contract.snapshot.incidents.used;
}
