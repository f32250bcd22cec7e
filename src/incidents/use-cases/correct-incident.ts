import { EVERYTHING } from '../../shared/domain/tenant-scope';
import { RequestContext } from '../../catalog/request-context';
import { decideWithAdvice } from '../../catalog/domain/advice';
import { contractStatesNow } from '../../contracts/persistence/contracts';
import { corrected, Correction, decideCorrection, promiseAfter } from '../domain/correct-incident';
import { IncidentFacts, promiseDueSoonAt, underPlan } from '../domain/incident-facts';
import { eventBy } from '../domain/incident-history';
import { factsOfThen } from '../persistence/incident-facts';
import { Incident } from '../persistence/incidents';
import { lockIncident } from '../persistence/lock-incident';
import { writePromise } from '../persistence/incident-timers';
import { writeStep } from '../persistence/write-step';

export interface CorrectIncident extends Correction {
  readonly incidentId: string;
  readonly reason: string;
}

/**
 * Corrects what was said of an incident that is not closed. A corrected impact makes a new promise, from the receipt and
 * under the plan of then; the old one stays in the history, and whether the first response was in time stays as it was
 * checked. Throws Refused with every reason. Domain section 4, Corrected facts.
 */
export function correctIncident(context: RequestContext, input: CorrectIncident): Promise<Incident> {
  const { incidentId, reason, ...correction } = input;
  return context.write(async (unit) => {
    const { incident, now } = await lockIncident(context, unit, incidentId);
    const [state] = await contractStatesNow(unit.sql, [incident.contractId], now, EVERYTHING);
    const facts = await factsOfThen(context, unit.sql, state!, incident.receivedAt, now);
    const alternatives = await context.catalog.currentPlans(state!.providerId);
    const decideUnder = (each: IncidentFacts) => decideCorrection(each, incident, correction);
    const { decision } = decideWithAdvice(facts, alternatives, decideUnder, underPlan);
    unit.journal.recordOrThrow(incident.contractId, { ...facts, incident }, decision);
    const after = corrected(incident, correction);
    const promise = promiseAfter(facts, incident, after);
    const responseDueAt = promise === undefined ? incident.responseDueAt : promise;
    const event = eventBy(context.caller, now, {
      kind: 'CORRECTED',
      note: reason,
      responseDueAt: promise ?? null,
    });
    if (promise !== undefined && incident.status === 'NEW') {
      const soon = promiseDueSoonAt(facts, incident.receivedAt, promise, incident.startedAtLine);
      await writePromise(unit.sql, incidentId, soon);
    }
    return writeStep(unit, incident, { ...after, responseDueAt }, event);
  });
}
