import { GraphQLClient } from 'graphql-request';
import { FindId } from './placeholders';

interface Thing {
  readonly id: string;
}

/** What finds the thing of a kind, by the number or reference that a placeholder has after the kind. */
const LOOK_UP: Readonly<Record<string, string>> = {
  contract: 'thing: contract(number: $name) { id }',
  customer: 'thing: customer(number: $name) { id }',
  incident: 'thing: incident(reference: $name) { id }',
};

/** Looks ids of the demo up, as a key of staff sees them. */
export function demoIds(staff: GraphQLClient): FindId {
  return async (what) => {
    const [, kind = '', name = ''] = /^(\w+) (\S+)$/.exec(what) ?? [];
    if (kind === 'plan') return planId(staff, name);
    if (kind === 'contact') return firstContactId(staff, name);
    const found = LOOK_UP[kind];
    if (found === undefined) return null;
    const { thing } = await staff.request<{ thing: Thing }>(`query ($name: String!) { ${found} }`, { name });
    return thing.id;
  };
}

async function firstContactId(staff: GraphQLClient, number: string): Promise<string> {
  const query = 'query ($number: String!) { contract(number: $number) { namedContacts { id } } }';
  const { contract } = await staff.request<{ contract: { namedContacts: Thing[] } }>(query, { number });
  return contract.namedContacts[0]!.id;
}

/** A plan is named as `it-novum/standard`. */
async function planId(staff: GraphQLClient, name: string): Promise<string> {
  const [code, planCode] = name.split('/');
  const query = 'query ($code: String!) { provider(code: $code) { plans { id code } } }';
  const { provider } = await staff.request<{ provider: { plans: (Thing & { code: string })[] } }>(query, {
    code,
  });
  return provider.plans.find((plan) => plan.code === planCode)!.id;
}
