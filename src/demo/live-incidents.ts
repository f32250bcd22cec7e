import { RequestContext } from '../catalog/request-context';
import { contactsOfContracts } from '../contacts/persistence/named-contacts';
import { contractYearOn } from '../contracts/domain/contract-dates';
import { ContractState } from '../contracts/domain/contract-state';
import { Incident } from '../incidents/persistence/incidents';
import { correctIncident } from '../incidents/use-cases/correct-incident';
import { awaitCustomer, closeIncident } from '../incidents/use-cases/incident-steps';
import { openIncident } from '../incidents/use-cases/open-incident';
import { recordFirstResponse } from '../incidents/use-cases/record-first-response';
import { resolveIncident } from '../incidents/use-cases/resolve-incident';
import { voidIncident } from '../incidents/use-cases/void-incident';
import { dateAt, startOfDate } from '../shared/domain/local-date';
import { asMutation } from './as-mutation';
import { DEMO_REQUESTS, DemoContract } from './demo-data';
import { IncidentLife, lifeOf, receivedAt, respondedAt } from './incident-lives';

/** The incidents of one contract in its running year, each with what became of it. */
export async function liveIncidents(
  context: RequestContext,
  contract: DemoContract,
  state: ContractState,
): Promise<void> {
  const now = context.clock.now();
  const year = contractYearOn(state.activatesOn, dateAt(now, state.timeZone));
  const { incidents: count } = contract;
  if (year === null || count === 0) return;
  const yearBegan = startOfDate(year.from, state.timeZone);
  const [contact] = await context.load(contactsOfContracts, { id: state.id, moment: null });
  const open = (n: number) =>
    asMutation(context, 'openIncident', () =>
      openIncident(context, {
        ...DEMO_REQUESTS[contract.provider]!,
        contractId: state.id,
        contactId: contact!.id,
        channel: 'EMAIL',
        impact: n % 5 === 0 ? 'CRITICAL' : n % 2 === 0 ? 'MEDIUM' : 'LOW',
        testSystem: false,
        distributedSetup: false,
        platformVersion: 'Debian 12.5',
        receivedAt: receivedAt(n, count, yearBegan, now),
      }),
    );
  if (contract.hasDuplicate === true) await voidAgain(context, await open(1));
  for (let n = 1; n <= count; n += 1) await live(context, await open(n), lifeOf(n, count));
}

async function voidAgain(context: RequestContext, { id: incidentId }: Incident): Promise<void> {
  const reason = 'Sent twice by the mail client of the customer.';
  await asMutation(context, 'voidIncident', () =>
    voidIncident(context, { incidentId, reason, internal: false, duplicateOfId: null }),
  );
}

async function live(context: RequestContext, incident: Incident, life: IncidentLife): Promise<void> {
  if (life === 'WAITING' || life === 'OVERDUE') return;
  const incidentId = incident.id;
  const at = respondedAt(life, incident.receivedAt, incident.responseDueAt, context.clock.now());
  await asMutation(context, 'recordFirstResponse', () =>
    recordFirstResponse(context, {
      incidentId,
      respondedAt: at,
      kind: 'STARTED',
      channel: 'EMAIL',
      note: 'We see the late checks too, and look for the cause.',
    }),
  );
  await END_OF[life](context, incidentId);
}

const unchanged = { testSystem: null, product: null, productVersion: null, platformVersion: null };

/** What happens after the first response. */
const END_OF: Readonly<
  Record<
    Exclude<IncidentLife, 'WAITING' | 'OVERDUE'>,
    (context: RequestContext, incidentId: string) => Promise<unknown>
  >
> = {
  AWAITING_CUSTOMER: (context, incidentId) =>
    asMutation(context, 'awaitCustomer', () =>
      awaitCustomer(context, { incidentId, note: 'Please send us the log of the satellite.' }),
    ),
  RESOLVED: resolve,
  RESPONDED_LATE: resolve,
  CORRECTED: (context, incidentId) =>
    asMutation(context, 'correctIncident', () =>
      correctIncident(context, {
        incidentId,
        ...unchanged,
        impact: 'MEDIUM',
        platformVersion: 'Debian 12.6',
        reason: 'The customer told us more on the telephone.',
      }),
    ),
  CLOSED: async (context, incidentId) => {
    await resolve(context, incidentId);
    await asMutation(context, 'closeIncident', () => closeIncident(context, incidentId));
  },
};

function resolve(context: RequestContext, incidentId: string): Promise<unknown> {
  const note = 'The clock of the satellite was set; the checks are in time again.';
  return asMutation(context, 'resolveIncident', () => resolveIncident(context, { incidentId, note }));
}
