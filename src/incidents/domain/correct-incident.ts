import { Impact } from '../../catalog/domain/plan';
import { Decision, failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { effectiveImpact, IncidentFacts, IncidentRequest, promiseOf } from './incident-facts';
import { decideTransition, IncidentStatus } from './incident-life';
import { decideProduct, decideTestSystem, decideVersion } from './open-incident';

/** What staff can correct of an incident. */
export interface Correctable {
  readonly impact: Impact;
  readonly testSystem: boolean;
  readonly product: string;
  readonly productVersion: string;
  readonly platformVersion: string;
}

/** What is to be otherwise; null leaves it as it is. */
export type Correction = { readonly [Field in keyof Correctable]: Correctable[Field] | null };

export interface CorrectableIncident extends Correctable {
  readonly reference: string;
  readonly status: IncidentStatus;
  readonly supportLine: number;
  readonly startedAtLine: number;
  readonly receivedAt: Date;
  readonly responseDueAt: Date | null;
}

/** The facts after a correction; a test system is LOW, whatever is said. */
export function corrected(incident: Correctable, correction: Correction): Correctable {
  const testSystem = correction.testSystem ?? incident.testSystem;
  const impact = effectiveImpact({ impact: correction.impact ?? incident.impact, testSystem })!;
  return {
    impact,
    testSystem,
    product: correction.product ?? incident.product,
    productVersion: correction.productVersion ?? incident.productVersion,
    platformVersion: correction.platformVersion ?? incident.platformVersion,
  };
}

/**
 * May an incident be corrected so? It is not closed, something changes, and what is corrected passes the rules of
 * opening one, on the facts of its receipt: product, version, test system. Contract, contact, channel, window and quota
 * are not asked again. Domain section 4, Corrected facts.
 */
export function decideCorrection(
  facts: IncidentFacts,
  incident: CorrectableIncident,
  correction: Correction,
): Decision {
  const request = requestOf(incident, correction);
  return [
    decideTransition(incident, 'CORRECT'),
    decideDifference(incident, correction),
    decideProduct(facts, request),
    decideVersion(facts, request),
    decideTestSystem(facts, request),
  ];
}

function decideDifference(incident: CorrectableIncident, correction: Correction): RuleOutcome {
  const after = corrected(incident, correction);
  const fields = Object.keys(after) as (keyof Correctable)[];
  if (fields.some((field) => after[field] !== incident[field]))
    return passed('INVALID_INPUT', 'Something is corrected.');
  const message = `${incident.reference} is so already; give an impact (LOW for every test system), test system, product or version that differs.`;
  return failed(invalidInput(message, ['input']));
}

/** The request as far as it is corrected: a version is asked of its product, so one brings the other along. */
function requestOf(incident: CorrectableIncident, correction: Correction): IncidentRequest {
  const { product, productVersion, testSystem } = corrected(incident, correction);
  const isOther = product !== incident.product || productVersion !== incident.productVersion;
  return {
    receivedAt: incident.receivedAt,
    reporter: undefined,
    channel: undefined,
    impact: undefined,
    testSystem: testSystem === incident.testSystem ? undefined : testSystem,
    distributedSetup: undefined,
    product: isOther ? product : undefined,
    productVersion: isOther ? productVersion : undefined,
    report: null,
  };
}

/**
 * The promise that a corrected impact makes, from the receipt, on the clock of the line at which the incident started;
 * undefined where the impact stays, and with it the promise.
 */
export function promiseAfter(
  facts: IncidentFacts,
  incident: CorrectableIncident,
  { impact }: Correctable,
): Date | null | undefined {
  if (impact === incident.impact) return undefined;
  return promiseOf(facts, impact, incident.receivedAt, incident.startedAtLine);
}
