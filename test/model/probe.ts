import { GraphQLClient } from 'graphql-request';
import { iso, ModelContract } from './command';
import { previewedEnd } from './notice-commands';
import { questions } from './contact-and-satellite-commands';
import { asOf } from './model-contract';
import { datesAt, viewAt, viewBefore } from './view';

/** The instants about which server and model are asked; `knownAt` is that of the past instant, null where it is left out. */
export interface Probe {
  readonly now: number;
  readonly past: number;
  readonly knownAt: number | null;
  readonly future: number;
}

const QUOTA = '{ limit used remaining resetsAt }';
const IN_USE = '{ limit used remaining }';
const SNAPSHOT = `{ at status plan { code } contractYear { number from to } incidents ${QUOTA} namedContacts ${IN_USE}
  includedConsultingBlocks ${QUOTA} additionalConsultingBlocks ${IN_USE} satellites ${IN_USE} contactsOverdue suspended supportReachable openLines }`;
const viewAs = (at: string) =>
  `snapshot${at} ${SNAPSHOT} namedContacts${at} { name } satellites${at} { name }`;
const QUESTIONS = ['canAddNamedContact', 'canRegisterSatellite'];
const questionsAs = (at: string) =>
  QUESTIONS.map((name) => `${name}(contractId: $id${at}) { allowed }`).join(' ');

const ASK = `query ($id: ID!, $past: DateTime!, $knownAt: DateTime, $future: DateTime!) {
  dates: contract(id: $id) { renewsOn noticeDeadline endsOn }
  now: contract(id: $id) { ${viewAs('')} }
  past: contract(id: $id) { ${viewAs('(at: $past, knownAt: $knownAt)')} }
  future: contract(id: $id) { ${viewAs('(at: $future)')} }
  ${questionsAs('')}
  ${QUESTIONS.map((name) => `past_${name}: ${name}(contractId: $id, at: $past) { allowed }`).join(' ')}
  previewNotice(contractId: $id, receivedAt: $future) { endsOn }
}`;

export function ask(client: GraphQLClient, id: string, { past, knownAt, future }: Probe): Promise<unknown> {
  const known = knownAt === null ? null : iso(knownAt);
  return client.request(ASK, { id, past: iso(past), knownAt: known, future: iso(future) });
}

/** What the model answers: about a past instant by what was known then or later, about the future by what is known now. */
export function expected({ facts, known }: ModelContract, { now, past, knownAt, future }: Probe): unknown {
  const then = known.findLast(({ from }) => from <= (knownAt ?? past))?.facts;
  const isOrdered = then !== undefined && facts.beganAt <= past;
  // A question about the past is decided as the mutation would be now; before the order nothing can be accepted.
  const questionsNow = questions(facts, now);
  const refused = Object.fromEntries(QUESTIONS.map((name) => [name, { allowed: false }]));
  const pastQuestions = facts.beganAt <= past ? questionsNow : refused;
  return {
    dates: datesAt(facts, now),
    now: viewAt(facts, now),
    past: isOrdered ? viewAt(asOf(then, past), past) : viewBefore(facts, past),
    future: viewAt(facts, future),
    ...questionsNow,
    ...Object.fromEntries(
      QUESTIONS.map((name) => [`past_${name}`, pastQuestions[name as keyof typeof questionsNow]]),
    ),
    previewNotice: { endsOn: previewedEnd(facts, future) },
  };
}
