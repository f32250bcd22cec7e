import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { ContractByNumberDocument } from '@ambit/client/documents';
import { ambitFetch } from '@ambit/client/fetch';
import { urqlCacheOptions } from '@ambit/client/urql';

export function urqlClient(url: string, key: string): Client {
  return new Client({
    url,
    fetch: ambitFetch(),
    fetchOptions: { headers: { authorization: `Bearer ${key}` } },
    preferGetMethod: false,
    exchanges: [cacheExchange(urqlCacheOptions()), fetchExchange],
  });
}

/** The contract of this number; null where the key sees none. */
export async function contractWithUrql(client: Client, number: string) {
  const { data, error } = await client.query(ContractByNumberDocument, { number }).toPromise();
  if (error) throw error;
  return data!.contract ?? null;
}
