import { failed, notJudged, passed, RuleOutcome } from '../../shared/domain/decision';
import { Refusal, ruleBroken } from '../../shared/domain/refusal';
import { IncidentRequest } from './incident-facts';

const RULE = 'REPORT_INCOMPLETE';

/** Passes where the report holds all that it must; fails with a refusal for each missing field. Domain section 4. */
export function decideReport(request: IncidentRequest): RuleOutcome {
  if (request.report === null) return notJudged(RULE, 'A question holds no report.');
  const [first, ...others] = missingFields(request, request.report);
  if (first !== undefined) return failed(first, ...others);
  return passed(RULE, 'The report holds contact, versions and description.');
}

function missingFields(
  { reporter, productVersion }: IncidentRequest,
  report: NonNullable<IncidentRequest['report']>,
): Refusal[] {
  const missing: Refusal[] = [];
  const require = (value: string | undefined, field: string, what: string) => {
    if (value === undefined || value.trim() === '') {
      missing.push(ruleBroken(RULE, `The report lacks ${what}; fill in ${field}.`, ['input', field]));
    }
  };
  if (reporter) {
    require(reporter.name, 'contactId', 'the name of the contact');
    require(reporter.email +
      reporter.phone, 'contactId', 'an email address or a phone number of the contact');
  }
  require(productVersion, 'productVersion', 'the version of the supported software');
  require(report.platformVersion, 'platformVersion', 'the version of the platform');
  require(report.description, 'description', 'a detailed description');
  return missing;
}
