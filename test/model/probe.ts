import { GraphQLClient } from 'graphql-request';
import { iso, ModelContract } from './command';
import { previewedEnd } from './notice-commands';
import { questions } from './held-commands';
import { ContractFacts, datesAt, viewAt } from './model-contract';

/** The instants about which server and model are asked. */
export interface Probe {
  readonly now: number;
  readonly past: number;
  readonly future: number;
}

const QUOTA = '{ limit used resetsAt }';
const HELD = '{ limit used }';
const SNAPSHOT = `{ at status plan { code } contractYear { number from to } incidents ${QUOTA} namedContacts ${HELD}
  includedConsultingBlocks ${QUOTA} additionalConsultingBlocks ${HELD} satellites ${HELD} contactsOverdue supportReachable }`;
const viewAs = (at: string) =>
  `snapshot${at} ${SNAPSHOT} namedContacts${at} { name } satellites${at} { name }`;
const QUESTIONS = ['canAddNamedContact', 'canRegisterSatellite'];
const questionsAs = (at: string) =>
  QUESTIONS.map((name) => `${name}(contractId: $id${at}) { allowed }`).join(' ');

const ASK = `query ($id: ID!, $past: DateTime!, $future: DateTime!) {
  dates: contract(id: $id) { renewsOn noticeDeadline endsOn }
  now: contract(id: $id) { ${viewAs('')} }
  past: contract(id: $id) { ${viewAs('(at: $past)')} }
  future: contract(id: $id) { ${viewAs('(at: $future)')} }
  ${questionsAs('')}
  ${QUESTIONS.map((name) => `past_${name}: ${name}(contractId: $id, at: $past) { allowed }`).join(' ')}
  previewNotice(contractId: $id, receivedAt: $future) { endsOn }
}`;

export function ask(client: GraphQLClient, id: string, { past, future }: Probe): Promise<unknown> {
  return client.request(ASK, { id, past: iso(past), future: iso(future) });
}

/** What the model answers: about a past instant by what was known then, about the future by what is known now. */
export function expected({ facts, known }: ModelContract, { now, past, future }: Probe): unknown {
  const then: ContractFacts = known.findLast(({ from }) => from <= past)!.facts;
  const pastQuestions = Object.entries(questions(then, past)).map(([name, answer]) => [
    `past_${name}`,
    answer,
  ]);
  return {
    dates: datesAt(facts, now),
    now: viewAt(facts, now),
    past: viewAt(then, past),
    future: viewAt(facts, future),
    ...questions(facts, now),
    ...Object.fromEntries(pastQuestions),
    previewNotice: { endsOn: previewedEnd(facts, future) },
  };
}
