import { deepStrictEqual } from 'node:assert';
import { RunningServer } from '../load/running-server';
import { CaseName, Question } from './question';

/** So many questions of each case are compared; they are spread over all that will be asked. */
const COMPARED = 25;

/**
 * Asks every server the same and throws where one answers otherwise than the first; tells how many answers of each were
 * compared. Compared is the whole answer, put into the shape of Ambit's; of a mutation all but its number and its
 * instants, which differ from call to call.
 */
export async function compareAnswers(
  servers: readonly RunningServer[],
  name: CaseName,
  questions: readonly Question[],
): Promise<number> {
  const [first, ...others] = servers;
  const chosen = spreadOver(questions, COMPARED);
  for (const question of chosen) {
    const expected = await answerOf(first!, name, question);
    for (const other of others) {
      const what = `${other.contender.name} and ${first!.contender.name} differ on ${JSON.stringify(question)}`;
      deepStrictEqual({ what, answer: await answerOf(other, name, question) }, { what, answer: expected });
    }
  }
  return chosen.length;
}

/** At most so many of the questions, spread over all of them. */
export function spreadOver(questions: readonly Question[], most: number): Question[] {
  const step = Math.ceil(questions.length / most);
  return questions.filter((_question, nth) => nth % step === 0);
}

async function answerOf(server: RunningServer, name: CaseName, question: Question): Promise<unknown> {
  const answer = server.contender.answer(question, await server.ask(name, question));
  if (question.about === 'M1') return withoutCircumstances(answer);
  return question.about === 'A1' ? withoutAddress(answer) : answer;
}

/** The contact of an answer without the address, which every request has of its own. */
function withoutAddress(answer: unknown): unknown {
  const { addNamedContact } = answer as { addNamedContact: { namedContact: { email: string } } };
  return { ...addNamedContact, namedContact: { ...addNamedContact.namedContact, email: 'each its own' } };
}

interface OpenIncidentAnswer {
  readonly openIncident: { readonly incident: { reference: string; responseDueAt: string } };
}

/** The number and the promise of an accepted incident, by their form: four hours from now, to the minute. */
function withoutCircumstances(answer: unknown): unknown {
  const { incident } = (answer as OpenIncidentAnswer).openIncident;
  const promisedMinutes = Math.round((Date.parse(incident.responseDueAt) - Date.now()) / 60_000);
  const reference = incident.reference.replace(/\d{6,}$/, 'NUMBER');
  return { incident: { ...incident, reference, responseDueAt: `in ${promisedMinutes} minutes` } };
}
