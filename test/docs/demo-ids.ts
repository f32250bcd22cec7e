import { GraphQLClient } from 'graphql-request';
import { FindId } from './placeholders';

/** Where the id is that a placeholder names, by its first word; the second is the number, code or reference. */
const QUERIES: Readonly<Record<string, { readonly query: string; readonly idIn: (data: never) => string }>> =
  {
    contract: {
      query: 'query ($name: String!) { contract(number: $name) { id } }',
      idIn: ({ contract }: { contract: { id: string } }) => contract.id,
    },
    customer: {
      query: 'query ($name: String!) { customer(number: $name) { id } }',
      idIn: ({ customer }: { customer: { id: string } }) => customer.id,
    },
    // The one who was named first.
    contact: {
      query: 'query ($name: String!) { contract(number: $name) { namedContacts { id } } }',
      idIn: ({ contract }: { contract: { namedContacts: { id: string }[] } }) =>
        contract.namedContacts[0]!.id,
    },
    incident: {
      query: 'query ($name: String!) { incident(reference: $name) { id } }',
      idIn: ({ incident }: { incident: { id: string } }) => incident.id,
    },
  };

/** Looks ids of the demo up, as a key of staff sees them. */
export function demoIds(staff: GraphQLClient): FindId {
  return async (what) => {
    const [, kind, name] = /^(contract|customer|contact|incident|plan) (\S+)$/.exec(what) ?? [];
    if (kind === undefined || name === undefined) return null;
    if (kind === 'plan') return planId(staff, name);
    const { query, idIn } = QUERIES[kind]!;
    return idIn((await staff.request(query, { name })) as never);
  };
}

/** A plan is named as `it-novum/standard`. */
async function planId(staff: GraphQLClient, name: string): Promise<string> {
  const [code, planCode] = name.split('/');
  const query = 'query ($code: String!) { provider(code: $code) { plans { id code } } }';
  const { provider } = await staff.request<{ provider: { plans: { id: string; code: string }[] } }>(query, {
    code,
  });
  return provider.plans.find((plan) => plan.code === planCode)!.id;
}
