import { GraphQLClient } from 'graphql-request';
import { iso, ModelContract } from './command';
import { historyOf, statusOf } from './incident-life';

const INCIDENTS = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Incident {
  id status closesByItselfAt impact testSystem product productVersion platformVersion bugReference bugSeverity
  firstRespondedAt firstResponseRecordedAt history { kind at recordedAt internal }
} } }`;

/** The last hundred incidents of the contract, as the server has them. */
export async function askIncidents(client: GraphQLClient, { ids }: ModelContract): Promise<unknown> {
  const { nodes } = await client.request<{ nodes: unknown }>(INCIDENTS, { ids: ids.incidents.slice(-100) });
  return nodes;
}

/** The same, as the model has them. */
export function expectedIncidents({ facts, ids }: ModelContract, now: number): unknown {
  const incidents = facts.incidents.map((incident, index) => {
    const { closesAt, impact, testSystem, product, productVersion, platformVersion, bug } = incident;
    const status = statusOf(incident, now);
    const response = incident.history.find(({ kind }) => kind === 'FIRST_RESPONSE');
    return {
      id: ids.incidents[index],
      status,
      closesByItselfAt: status === 'WAITING_FOR_CUSTOMER' ? iso(closesAt!) : null,
      impact,
      testSystem,
      product,
      productVersion,
      platformVersion,
      ...(bug ?? { bugReference: null, bugSeverity: null }),
      firstRespondedAt: response === undefined ? null : iso(response.at),
      firstResponseRecordedAt: response === undefined ? null : iso(response.recordedAt),
      history: historyOf(incident, now).map(({ kind, at, recordedAt, internal }) => ({
        kind,
        at: iso(at),
        recordedAt: iso(recordedAt),
        internal,
      })),
    };
  });
  return incidents.slice(-100);
}
