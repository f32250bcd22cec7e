import { decideActive, decideNotSuspended, isActiveAt } from '../../contracts/domain/contract-state';
import {
  CLOCK_TOLERANCE_MS,
  decideNotAhead,
  Decision,
  failed,
  failedRule,
  notJudged,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';
import {
  effectiveImpact,
  IncidentFacts,
  IncidentReport,
  IncidentRequest,
  REPORT_FIELDS,
  Reporter,
} from './incident-facts';
import { channelGrant, productGrant } from '../../catalog/domain/plan';
import { supportOfVersion, unreadableVersion } from '../../catalog/domain/product-support';
import { readVersion } from '../../catalog/domain/version-number';
import { addDays, dateAt } from '../../shared/domain/local-date';
import { isOpen, nextOpening } from '../../calendar/work-calendar';
import { serviceCalendar } from '../../catalog/domain/service-hours';
import { isExhausted, Quota, yearlyReset } from '../../contracts/domain/quota';
import { Noun, usedOf } from '../../shared/domain/counted';
import { isFilledIn } from '../../shared/domain/text';
import { invalidInput, limitReached, outsideWindow, Refusal, ruleBroken } from '../../shared/domain/refusal';

/**
 * May this request be taken? Every rule is looked at, on the facts of the instant of receipt, which lies no more than
 * 5 minutes ahead of now. Domain sections 3, 4 and 5.
 */
export function decideOpenIncident(facts: IncidentFacts, request: IncidentRequest, now: Date): Decision {
  return [
    decideNotAhead(request.receivedAt, now, ['input', 'receivedAt']),
    decideActive(facts.state, request.receivedAt),
    decideNotSuspended(facts.state),
    decideReporter(facts, request),
    decideProduct(facts, request),
    decideVersion(facts, request),
    decideTestSystem(facts, request),
    decideDistributedSetup(facts, request),
    decideChannelInPlan(facts, request),
    decideChannelForImpact(facts, request),
    decideInsideWindow(facts, request),
    decideIncidentQuota(facts),
    decideReport(request),
  ];
}

/**
 * Passes where the person was a named contact of the contract at the instant of receipt, or of a contract that the
 * customer's partner has with the same provider and that was active then. Domain sections 3 (Partners) and 5 (unknown
 * contact).
 */
export function decideReporter(facts: IncidentFacts, { reporter, receivedAt }: IncidentRequest): RuleOutcome {
  const rule = 'CONTACT_NOT_NAMED';
  const path = ['input', 'contactId'];
  if (reporter === undefined) return notJudged(rule, 'No contact is given.');
  const contract = facts.state.number;
  const isOfContract = reporter?.contractId === facts.state.id;
  if (reporter === null || !(isOfContract || isOfPartner(facts, reporter))) {
    return failedRule(rule, `The person is not a named contact of contract ${contract}.`, path);
  }
  const at = receivedAt.toISOString();
  if (!isOfContract && !isActiveAt(reporter.contractDates, receivedAt)) {
    const message = `The partner’s contract under which ${reporter.name} is named is not active at ${at}; send the request for a named contact of contract ${contract}.`;
    return failedRule(rule, message, path);
  }
  if (wasCurrent(reporter, receivedAt))
    return passed(rule, `${reporter.name} is a named contact of contract ${contract}.`);
  return failedRule(rule, `${reporter.name} was not a named contact of contract ${contract} at ${at}.`, path);
}

function isOfPartner({ partnerId, provider }: IncidentFacts, reporter: Reporter): boolean {
  const partnersReport = provider.partnerCustomersStartAtLine > 1;
  const isPartner = partnerId !== null && reporter.customerId === partnerId;
  return partnersReport && isPartner && reporter.providerId === provider.id;
}

/** A client's clock may be a little behind ours: someone named a moment ago may report at once. */
function wasCurrent({ since, until }: Reporter, receivedAt: Date): boolean {
  const isNamed = since.getTime() <= receivedAt.getTime() + CLOCK_TOLERANCE_MS;
  return isNamed && (until === null || receivedAt < until);
}

/** Passes where the plan covers the product. Domain section 5, solution. */
export function decideProduct({ plan }: IncidentFacts, { product }: IncidentRequest): RuleOutcome {
  const rule = 'PRODUCT_NOT_SUPPORTED';
  if (product === undefined) return notJudged(rule, 'No product is given.');
  if (productGrant(plan, product)) return passed(rule, `${plan.name} covers ${product}.`);
  const covered = plan.entitlements.products.map((grant) => grant.code).join(', ');
  return failedRule(rule, `${plan.name} covers ${covered}; not ${JSON.stringify(product)}.`, [
    'input',
    'product',
  ]);
}

/**
 * Passes where the version is at least the lowest supported one and, for a product under the version policy, supported
 * on the day of receipt. Not checked for a product that is not covered; INVALID_INPUT for a text that is no version. Domain
 * sections 3, 5 and 10.
 */
export function decideVersion(facts: IncidentFacts, request: IncidentRequest): RuleOutcome {
  const rule = 'VERSION_NOT_SUPPORTED';
  const { product, productVersion } = request;
  if (productVersion === undefined || !isFilledIn(productVersion))
    return notJudged(rule, 'No version is given.');
  if (readVersion(productVersion) === null)
    return failed(invalidInput(unreadableVersion(productVersion), ['input', 'productVersion']));
  const grant = productGrant(facts.plan, product);
  if (grant === undefined) return notJudged(rule, 'No product that the plan covers is given.');
  const on = dateAt(request.receivedAt, facts.state.timeZone);
  const support = supportOfVersion(grant, facts.provider, productVersion, on);
  if (support.supported) return passed(rule, support.explanation);
  return failedRule(rule, support.explanation, ['input', 'productVersion']);
}

/** Passes for a productive system, and where the plan covers test systems. Domain section 5, test system. */
export function decideTestSystem({ plan }: IncidentFacts, { testSystem }: IncidentRequest): RuleOutcome {
  const rule = 'TEST_SYSTEM_NOT_SUPPORTED';
  if (testSystem === undefined) return notJudged(rule, 'Whether it is a test system is not given.');
  if (!testSystem) return passed(rule, 'It is not a test system.');
  if (plan.entitlements.testSystems)
    return passed(rule, `${plan.name} covers test systems, with impact LOW.`);
  return failedRule(rule, `${plan.name} does not cover test systems.`, ['input', 'testSystem']);
}

/** Passes where the request is about no distributed setup, and where the plan covers them. Domain section 5, distributed setup. */
export function decideDistributedSetup(
  { plan }: IncidentFacts,
  { distributedSetup }: IncidentRequest,
): RuleOutcome {
  const rule = 'DISTRIBUTED_SETUP_NOT_IN_PLAN';
  if (distributedSetup === undefined)
    return notJudged(rule, 'Whether it is about a distributed setup is not given.');
  if (!distributedSetup) return passed(rule, 'It is about no distributed setup.');
  if (plan.entitlements.distributedSetup) return passed(rule, `${plan.name} covers distributed setups.`);
  return failedRule(rule, `${plan.name} does not cover distributed setups.`, ['input', 'distributedSetup']);
}

const CHANNEL_PATH = ['input', 'channel'];

/** Passes where the plan grants the channel. Domain section 5, channel. */
export function decideChannelInPlan({ plan }: IncidentFacts, { channel }: IncidentRequest): RuleOutcome {
  const rule = 'CHANNEL_NOT_IN_PLAN';
  if (channel === undefined) return notJudged(rule, 'No channel is given.');
  if (channelGrant(plan, channel)) return passed(rule, `${plan.name} takes requests by ${channel}.`);
  const granted = plan.entitlements.channels.map((grant) => grant.channel).join(', ');
  return failedRule(rule, `${plan.name} takes requests by ${granted}; not by ${channel}.`, CHANNEL_PATH);
}

/** Passes where the channel is granted for the impact that counts. Not checked for a channel the plan lacks. */
export function decideChannelForImpact({ plan }: IncidentFacts, request: IncidentRequest): RuleOutcome {
  const rule = 'CHANNEL_NOT_ALLOWED_FOR_IMPACT';
  const grant = channelGrant(plan, request.channel);
  if (grant === undefined) return notJudged(rule, 'No channel that the plan includes is given.');
  if (grant.impacts === null) return passed(rule, `${grant.channel} is open for every impact.`);
  const impact = effectiveImpact(request);
  if (impact === undefined) return notJudged(rule, 'No impact is given.');
  const open = grant.impacts.join(', ');
  if (grant.impacts.includes(impact)) return passed(rule, `${grant.channel} is open for impact ${open}.`);
  return failedRule(
    rule,
    `${grant.channel} is open for impact ${open} only; this request counts as ${impact}.`,
    CHANNEL_PATH,
  );
}

/** Passes where the channel is open at the instant of receipt. Not checked for a channel the plan lacks. */
export function decideInsideWindow(
  facts: IncidentFacts,
  { channel, receivedAt }: IncidentRequest,
): RuleOutcome {
  const rule = 'OUTSIDE_SERVICE_WINDOW';
  const { plan, state } = facts;
  const grant = channelGrant(plan, channel);
  if (grant === undefined) return notJudged(rule, 'No channel that the plan includes is given.');
  const calendar = serviceCalendar(plan, state.region);
  if (!grant.insideWindowsOnly || calendar === null)
    return passed(rule, `${grant.channel} is open at any time.`);
  if (isOpen(calendar, receivedAt)) return passed(rule, 'The service window is open.');
  const nextOpensAt = nextOpening(calendar, receivedAt);
  const next = nextOpensAt === null ? 'does not open again' : `opens next at ${nextOpensAt.toISOString()}`;
  const message = `${grant.channel} is open inside the service window only; it ${next}.`;
  return failed(outsideWindow(rule, message, nextOpensAt, CHANNEL_PATH));
}

const SUPPORT_REQUEST: Noun = { one: 'support request', many: 'support requests' };

/** The yearly quota that a request draws on: of the contract year in which it was received. */
export function incidentQuota(facts: IncidentFacts): Quota {
  const { state, quotaPlan, contractYear, usedInYear } = facts;
  return {
    limit: quotaPlan.entitlements.maxIncidentsPerYear,
    used: usedInYear,
    resetsAt: yearlyReset(state, contractYear),
  };
}

/** Passes where requests of the contract year, voided ones left out, < the plan's number. Domain section 5, incident quota. */
export function decideIncidentQuota(facts: IncidentFacts): RuleOutcome {
  const rule = 'INCIDENT_QUOTA_EXHAUSTED';
  const { contractYear } = facts;
  if (contractYear === null) return notJudged(rule, 'The contract has no contract year at that moment.');
  const quota = incidentQuota(facts);
  const year = ` of the contract year ${contractYear.from} to ${addDays(contractYear.to, -1)}`;
  const use = usedOf(quota, SUPPORT_REQUEST, year);
  if (!isExhausted(quota)) return passed(rule, `${use}.`);
  const next =
    quota.resetsAt === null ? 'the contract ends with it' : `the next begins on ${contractYear.to}`;
  const message = `${use}; ${next}.`;
  return failed(limitReached(rule, message, quota));
}

/**
 * Passes where the report holds all that it must; fails with a refusal for each missing field. A question holds no report,
 * but what it gives of one has to be filled in. Domain section 4.
 */
export function decideReport(request: IncidentRequest): RuleOutcome {
  const rule = 'REPORT_INCOMPLETE';
  const [first, ...others] = missingFields(request);
  if (first !== undefined) return failed(first, ...others);
  if (request.report === null) return notJudged(rule, 'A question holds no report.');
  return passed(rule, 'The report holds contact, versions and description.');
}

function missingFields({ reporter, productVersion, report }: IncidentRequest): Refusal[] {
  const missing: Refusal[] = [];
  const require = (value: string | undefined, field: string, what: string) => {
    if (value === undefined || !isFilledIn(value)) {
      missing.push(
        ruleBroken('REPORT_INCOMPLETE', `The report lacks ${what}; fill in ${field}.`, ['input', field]),
      );
    }
  };
  if (reporter) {
    require(reporter.name, 'contactId', 'the name of the contact');
    require(reporter.email +
      reporter.phone, 'contactId', 'an email address or a phone number of the contact');
  }
  if (report !== null || productVersion !== undefined)
    require(productVersion, 'productVersion', 'the version of the supported software');
  if (report === null) return missing;
  for (const [field, what] of Object.entries(REPORT_FIELDS))
    require(report[field as keyof IncidentReport], field, what);
  return missing;
}
