import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { apolloCacheOptions } from '@ambit/client/apollo';
import { CreateCustomerDocument } from '@ambit/client/documents';
import { ambitFetch } from '@ambit/client/fetch';
import { accepted } from '@ambit/client/refusals';

export function apolloClient(uri: string, key: string): ApolloClient {
  const headers = { authorization: `Bearer ${key}` };
  const link = new HttpLink({ uri, headers, fetch: ambitFetch() });
  return new ApolloClient({ link, cache: new InMemoryCache(apolloCacheOptions()) });
}

/** Makes a customer; throws RefusedError where the number is taken. */
export async function createCustomerWithApollo(client: ApolloClient, number: string, name: string) {
  const input = { number, name, region: 'EUROPE' as const };
  const { data } = await client.mutate({ mutation: CreateCustomerDocument, variables: { input } });
  return accepted(data!.createCustomer).customer!;
}
