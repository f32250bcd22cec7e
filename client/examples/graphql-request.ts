import { GraphQLClient } from 'graphql-request';
import { ConsultingUsageDocument } from '@ambit/client/documents';
import { ambitFetch } from '@ambit/client/fetch';
import { eachNode } from '@ambit/client/pages';

/** The hours of every consulting row of a period. */
export async function hoursWithGraphqlRequest(url: string, key: string, from: string, to: string) {
  const headers = { authorization: `Bearer ${key}` };
  const client = new GraphQLClient(url, { headers, fetch: ambitFetch() });
  const rows = eachNode(
    async (after) => (await client.request(ConsultingUsageDocument, { from, to, after })).consultingUsage,
  );
  let hours = 0;
  for await (const row of rows) hours += row.hours;
  return hours;
}
