import { GraphQLClient } from 'graphql-request';
import { toGlobalId } from '../../src/shared/domain/global-id';
import { TestServer } from '../support/test-server';

export interface DecisionRecord {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly actor: string;
  readonly role: string;
  readonly mutation: string;
  readonly allowed: boolean;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly rules: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly explanation: string;
  }[];
}

const FIELDS =
  'id at requestId actor role mutation allowed facts { name value } rules { rule outcome explanation }';

export async function readDecision(client: GraphQLClient, id: string): Promise<DecisionRecord | null> {
  const document = `query ($id: ID!) { decision(id: $id) { ${FIELDS} } }`;
  return (await client.request<{ decision: DecisionRecord | null }>(document, { id })).decision;
}

/** The decisions that one request left, also those about no contract. */
export async function decisionsOf(
  server: TestServer,
  client: GraphQLClient,
  requestId: string,
): Promise<(DecisionRecord | null)[]> {
  const rows = await server.database.sql.rows<{ id: string }>(
    'SELECT id FROM decision_records WHERE request_id = $1 ORDER BY id',
    [requestId],
  );
  return Promise.all(rows.map(({ id }) => readDecision(client, globalId(id))));
}

export interface Decisions {
  readonly nodes: readonly DecisionRecord[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The decisions about a contract, in pages. */
export async function decisionsAbout(
  client: GraphQLClient,
  contractId: string,
  page: { readonly first?: number; readonly after?: string | null } = {},
): Promise<Decisions> {
  const document = `query ($id: ID!, $first: Int, $after: String) { contract(id: $id) {
    decisions(first: $first, after: $after) { nodes { ${FIELDS} } totalCount pageInfo { hasNextPage endCursor } } } }`;
  const answer = await client.request<{ contract: { decisions: Decisions } }>(document, {
    id: contractId,
    ...page,
  });
  return answer.contract.decisions;
}

function globalId(id: string): string {
  return toGlobalId('DecisionRecord', id);
}
