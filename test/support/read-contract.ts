import { GraphQLClient } from 'graphql-request';

/** The selected fields of a contract that is there. */
export async function readContract<T>(client: GraphQLClient, id: string, selection: string): Promise<T> {
  const document = `query ($id: ID!) { contract(id: $id) { ${selection} } }`;
  const { contract } = await client.request<{ contract: T }>(document, { id });
  return contract;
}

/** The names of what a contract holds (`namedContacts`, `satellites`), now (at null) or at an instant. */
export async function namesOf(
  client: GraphQLClient,
  id: string,
  list: 'namedContacts' | 'satellites',
  at: string | null = null,
): Promise<string[]> {
  const when = at === null ? '' : `(at: "${at}")`;
  const contract = await readContract<Record<typeof list, { name: string }[]>>(
    client,
    id,
    `${list}${when} { name }`,
  );
  return contract[list].map(({ name }) => name);
}
