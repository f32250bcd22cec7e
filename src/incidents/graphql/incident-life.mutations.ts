import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { RequestContext } from '../../catalog/request-context';
import { correctIncident } from '../use-cases/correct-incident';
import { escalateIncident } from '../use-cases/escalate-incident';
import { addIncidentNote, awaitCustomer, closeIncident, linkBug } from '../use-cases/incident-steps';
import { reopenIncident } from '../use-cases/reopen-incident';
import { resolveIncident } from '../use-cases/resolve-incident';
import { resumeIncident } from '../use-cases/resume-incident';
import { recordFirstResponse } from '../use-cases/record-first-response';
import { voidIncident } from '../use-cases/void-incident';
import {
  AddIncidentNoteInput,
  AwaitCustomerInput,
  CloseIncidentInput,
  CorrectIncidentInput,
  EscalateIncidentInput,
  LinkBugInput,
  RecordFirstResponseInput,
  ReopenIncidentInput,
  ResolveIncidentInput,
  ResumeIncidentInput,
  VoidIncidentInput,
} from './incident-life.inputs';
import { IncidentType } from './incident.type';

const RecordFirstResponsePayload = payloadType('recordFirstResponse', 'incident', () => IncidentType);
const EscalateIncidentPayload = payloadType('escalateIncident', 'incident', () => IncidentType);
const AwaitCustomerPayload = payloadType('awaitCustomer', 'incident', () => IncidentType);
const ResumeIncidentPayload = payloadType('resumeIncident', 'incident', () => IncidentType);
const ResolveIncidentPayload = payloadType('resolveIncident', 'incident', () => IncidentType);
const CloseIncidentPayload = payloadType('closeIncident', 'incident', () => IncidentType);
const VoidIncidentPayload = payloadType('voidIncident', 'incident', () => IncidentType);
const ReopenIncidentPayload = payloadType('reopenIncident', 'incident', () => IncidentType);
const AddIncidentNotePayload = payloadType('addIncidentNote', 'incident', () => IncidentType);
const CorrectIncidentPayload = payloadType('correctIncident', 'incident', () => IncidentType);
const LinkBugPayload = payloadType('linkBug', 'incident', () => IncidentType);

@Resolver()
export class IncidentLifeMutations {
  @Mutation(() => RecordFirstResponsePayload, { description: 'Records when support first responded; once.' })
  async recordFirstResponse(
    @Arg('input', { description: 'The response.' }) input: RecordFirstResponseInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { respondedAt = null, kind = null, channel = null, note = null } = input;
    const response = { incidentId: keyOf(input), respondedAt, kind, channel, note };
    return { incident: await recordFirstResponse(context, response) };
  }

  @Mutation(() => EscalateIncidentPayload, { description: 'Hands an incident to the next line of support.' })
  async escalateIncident(
    @Arg('input', { description: 'Which incident, and what the customer is told.' })
    input: EscalateIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return { incident: await escalateIncident(context, { incidentId, note: input.note }) };
  }

  @Mutation(() => AwaitCustomerPayload, {
    description: 'Asks the customer and waits for an answer, for six weeks at most.',
  })
  async awaitCustomer(
    @Arg('input', { description: 'Which incident, and the question.' }) input: AwaitCustomerInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return { incident: await awaitCustomer(context, { incidentId, note: input.note }) };
  }

  @Mutation(() => ResumeIncidentPayload, {
    description:
      'Goes on with an incident that the customer has answered; a customer’s key answers so itself.',
  })
  async resumeIncident(
    @Arg('input', { description: 'Which incident, and the answer.' }) input: ResumeIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { note = null, receivedAt = null } = input;
    return { incident: await resumeIncident(context, { incidentId: keyOf(input), note, receivedAt }) };
  }

  @Mutation(() => ResolveIncidentPayload, { description: 'Says that the problem is solved.' })
  async resolveIncident(
    @Arg('input', { description: 'Which incident, and how it was solved.' }) input: ResolveIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return { incident: await resolveIncident(context, { incidentId, note: input.note }) };
  }

  @Mutation(() => CloseIncidentPayload, { description: 'Closes an incident that is resolved.' })
  async closeIncident(
    @Arg('input', { description: 'Which incident.' }) input: CloseIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return { incident: await closeIncident(context, incidentId) };
  }

  @Mutation(() => VoidIncidentPayload, {
    description: 'Withdraws an incident, and gives its unit of the yearly quota back.',
  })
  async voidIncident(
    @Arg('input', { description: 'Which incident, and why.' }) input: VoidIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { reason, internal, duplicateOfId: original } = input;
    const duplicateOfId =
      original == null ? null : fromGlobalId('Incident', original, 'input', 'duplicateOfId');
    const voided = { incidentId: keyOf(input), reason, internal: internal ?? true, duplicateOfId };
    return { incident: await voidIncident(context, voided) };
  }

  @Mutation(() => ReopenIncidentPayload, {
    description:
      'Goes on with a resolved incident whose problem is back, for 14 days; it uses no second unit.',
  })
  async reopenIncident(
    @Arg('input', { description: 'Which incident, and what is back.' }) input: ReopenIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    return { incident: await reopenIncident(context, { incidentId: keyOf(input), note: input.note }) };
  }

  @Mutation(() => AddIncidentNotePayload, {
    description:
      'Adds a note to an incident that is not closed. A partner adds none for its customers: it answers questions by `resumeIncident`.',
  })
  async addIncidentNote(
    @Arg('input', { description: 'Which incident, and the note.' }) input: AddIncidentNoteInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { note, internal } = input;
    const added = { incidentId: keyOf(input), note, internal: internal ?? false };
    return { incident: await addIncidentNote(context, added) };
  }

  @Mutation(() => CorrectIncidentPayload, {
    description:
      'Corrects what was reported of an incident that is not closed; a corrected impact makes a new promise, from the receipt.',
  })
  async correctIncident(
    @Arg('input', { description: 'Which incident, what is otherwise, and why.' })
    input: CorrectIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { impact = null, testSystem = null, product = null, reason } = input;
    const { productVersion = null, platformVersion = null } = input;
    const correction = { impact, testSystem, product, productVersion, platformVersion };
    return { incident: await correctIncident(context, { incidentId: keyOf(input), reason, ...correction }) };
  }

  @Mutation(() => LinkBugPayload, {
    description: 'Links an incident to the bug behind it, in the place of one that was linked before.',
  })
  async linkBug(
    @Arg('input', { description: 'The incident and the bug.' }) input: LinkBugInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    const { reference, severity } = input;
    return { incident: await linkBug(context, { incidentId, reference, severity }) };
  }
}

function keyOf({ incidentId }: { readonly incidentId: string }): string {
  return fromGlobalId('Incident', incidentId, 'input', 'incidentId');
}
