import { GraphQLClient } from 'graphql-request';

/** Active from 2026-05-10 by Berlin's clock: the contract year ends with 2027-05-09. */
export const ACTIVE = { orderReceivedAt: '2026-04-10T10:00:00Z' };
export const YEAR = { from: '2026-05-10', to: '2027-05-10' };

const REASONS = 'reasons { rule outcome explanation }';
const WHAT_IF = `query ($contractId: ID!, $planId: ID!, $from: LocalDate!, $to: LocalDate!) {
  whatIf(contractId: $contractId, planId: $planId, from: $from, to: $to) {
    contract { number } plan { code } from to incidents consultingBlocks
    refusedIncidents { incident { id contact { name } } ${REASONS} }
    otherResponseTargets { incident { id responseDueAt } dueThen dueUnderPlan }
    extraConsultingBlocks { consultingBlock { id source startsAt } ${REASONS} }
    namedContactsWithoutRoom { namedContact { name } on ${REASONS} }
    satellitesWithoutRoom { satellite { name } on ${REASONS} }
  }
}`;

interface Reasoned {
  readonly reasons: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly explanation: string;
  }[];
}

export interface WhatIf {
  readonly contract: { readonly number: string };
  readonly incidents: number;
  readonly refusedIncidents: readonly (Reasoned & { readonly incident: { readonly id: string } })[];
  readonly otherResponseTargets: readonly {
    readonly dueThen: string | null;
    readonly dueUnderPlan: string | null;
  }[];
  readonly consultingBlocks: number;
  readonly extraConsultingBlocks: readonly (Reasoned & {
    readonly consultingBlock: { readonly id: string };
  })[];
  readonly namedContactsWithoutRoom: readonly (Reasoned & { readonly on: string })[];
  readonly satellitesWithoutRoom: readonly (Reasoned & { readonly on: string })[];
}

export async function whatIf(client: GraphQLClient, variables: object): Promise<WhatIf> {
  return (await client.request<{ whatIf: WhatIf }>(WHAT_IF, variables)).whatIf;
}
