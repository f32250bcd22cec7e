import { GraphQLClient } from 'graphql-request';
import { mutate } from '../support/mutate';
import { Snapshot, SNAPSHOT } from './contract-api';

const ANSWERS = `snapshot(at: $at, knownAt: $knownAt) ${SNAPSHOT}
  namedContacts(at: $at, knownAt: $knownAt) { id name email phone since until }
  satellites(at: $at, knownAt: $knownAt) { id name registeredAt decommissionedAt }`;

export interface Answers {
  readonly snapshot: Snapshot;
  readonly namedContacts: readonly { readonly name: string; readonly until: string | null }[];
  readonly satellites: readonly { readonly name: string }[];
}

/** All that can be asked about one instant, as it was known then or at another. */
export async function answersAt(
  client: GraphQLClient,
  id: string,
  at: string,
  knownAt?: string,
): Promise<Answers> {
  const { contract } = await client.request<{ contract: Answers }>(
    `query ($id: ID!, $at: DateTime!, $knownAt: DateTime) { contract(id: $id) { ${ANSWERS} } }`,
    { id, at, knownAt },
  );
  return contract;
}

export async function openIncident(
  client: GraphQLClient,
  contractId: string,
  contactId: string,
  receivedAt: string,
): Promise<string> {
  const report = {
    channel: 'EMAIL',
    impact: 'LOW',
    product: 'znuny',
    productVersion: '6.5',
    platformVersion: '12',
    description: 'It is slow.',
  };
  const input = { contractId, contactId, receivedAt, ...report };
  const { incident, userErrors } = await mutate(client, 'openIncident', input, 'incident { id }');
  if (incident === null) throw new Error(JSON.stringify(userErrors));
  return incident.id as string;
}
