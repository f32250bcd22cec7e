import { Client } from '@urql/core';
import { Contract } from '../contract/contract-query';
import { graphql } from '../gql';
import { Channel, DecisionFragment, Impact } from '../gql/graphql';
import { instantIn, optional, text } from '../ui/form-values';

export const DECISION = graphql(`
  fragment Decision on EntitlementDecision {
    allowed
    at
    responseDueAt
    effectiveImpact
    quota {
      limit
      used
      resetsAt
    }
    rules {
      rule
      outcome
      explanation
    }
    allowedByPlans {
      id
      name
    }
  }
`);

const OPEN_INCIDENT = graphql(`
  query CanOpenIncident($input: CanOpenIncidentInput!) {
    decision: canOpenIncident(input: $input) {
      ...Decision
    }
  }
`);

const ADD_CONTACT = graphql(`
  query CanAddNamedContact($contractId: ID!) {
    decision: canAddNamedContact(contractId: $contractId) {
      ...Decision
    }
  }
`);

const BOOK_BLOCK = graphql(`
  query CanBookConsultingBlock($contractId: ID!, $startsAt: DateTime!, $blocks: Int!) {
    decision: canBookConsultingBlock(contractId: $contractId, startsAt: $startsAt, blocks: $blocks) {
      ...Decision
    }
  }
`);

const ORDER_CONSULTING = graphql(`
  query CanOrderAdditionalConsulting($contractId: ID!, $blocks: Int!) {
    decision: canOrderAdditionalConsulting(contractId: $contractId, blocks: $blocks) {
      ...Decision
    }
  }
`);

const REGISTER_SATELLITE = graphql(`
  query CanRegisterSatellite($contractId: ID!) {
    decision: canRegisterSatellite(contractId: $contractId) {
      ...Decision
    }
  }
`);

/** What can be asked. The same rules decide as for the act itself, and nothing is written. */
export const QUESTIONS = {
  openIncident: 'open an incident',
  addContact: 'name one more contact',
  bookBlock: 'book consulting',
  orderConsulting: 'order additional consulting',
  registerSatellite: 'register one more satellite',
} as const;

export type Question = keyof typeof QUESTIONS;

interface Answer {
  readonly decision: DecisionFragment | null;
  readonly problem: string | null;
}

/** Asks the server. What the form leaves out is left out of the question, and the rules that need it are not checked. */
export async function ask(
  client: Client,
  question: Question,
  { id: contractId }: Contract,
  form: FormData,
): Promise<Answer> {
  const blocks = Number(text(form, 'blocks') || 1);
  const fresh = { requestPolicy: 'network-only' } as const;
  const send = {
    openIncident: () => client.query(OPEN_INCIDENT, { input: { contractId, ...incidentIn(form) } }, fresh),
    addContact: () => client.query(ADD_CONTACT, { contractId }, fresh),
    bookBlock: () =>
      client.query(BOOK_BLOCK, { contractId, blocks, startsAt: instantIn(form, 'startsAt') }, fresh),
    orderConsulting: () => client.query(ORDER_CONSULTING, { contractId, blocks }, fresh),
    registerSatellite: () => client.query(REGISTER_SATELLITE, { contractId }, fresh),
  }[question];
  const { data, error } = await send();
  return { decision: data?.decision ?? null, problem: error?.message ?? null };
}

function incidentIn(form: FormData) {
  return {
    contactId: optional(form, 'contact'),
    channel: optional(form, 'channel') as Channel | null,
    impact: optional(form, 'impact') as Impact | null,
    product: optional(form, 'product'),
    productVersion: optional(form, 'productVersion'),
  };
}
