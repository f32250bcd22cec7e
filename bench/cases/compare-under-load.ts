import { deepStrictEqual } from 'node:assert';
import { measure, Target } from '../load/measure';
import { spreadOver } from './compare-answers';
import { CaseName, Question } from './question';

/** What changes nothing, so that it can be asked twice. */
export const READS: readonly CaseName[] = ['Q1', 'Q2', 'Q3', 'C1'];

/** So many questions are asked again and again while the load is on, spread over all that it asks. */
const COMPARED = 50;
const ASKERS = 8;

/**
 * Asks a server some of the questions of a case one by one, and the same again while all callers of the case ask theirs. Throws
 * where an answer is another then; returns how many answers were compared. What reads share must never show.
 */
export async function compareUnderLoad(
  { server, name, load }: Target,
  questions: readonly Question[],
  seconds: number,
): Promise<number> {
  const chosen = spreadOver(questions, COMPARED);
  const ask = async (question: Question) => withoutInstant(await server.ask(name, question));
  const alone: unknown[] = [];
  for (const question of chosen) alone.push(await ask(question));
  let isOver = false;
  const loading = measure({ server, name, load }, seconds, null).finally(() => (isOver = true));
  let compared = 0;
  const askAgain = async () => {
    while (!isOver) {
      const nth = compared % chosen.length;
      compared += 1;
      const what = `${server.contender.name} under load and alone differ on ${JSON.stringify(chosen[nth])}`;
      deepStrictEqual({ what, answer: await ask(chosen[nth]!) }, { what, answer: alone[nth] });
    }
  };
  await Promise.all([loading, ...Array.from({ length: ASKERS }, askAgain)]);
  return compared;
}

/** The promise of C1 hangs on when it is asked: only that there is one is compared. */
function withoutInstant(answer: unknown): unknown {
  const { canOpenIncident, ...others } = answer as {
    readonly canOpenIncident?: { readonly responseDueAt: string | null };
  };
  if (canOpenIncident === undefined) return answer;
  return {
    ...others,
    canOpenIncident: { ...canOpenIncident, responseDueAt: canOpenIncident.responseDueAt !== null },
  };
}
