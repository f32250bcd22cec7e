import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { RequestContext } from '../../catalog/request-context';
import {
  awaitCustomer,
  closeIncident,
  escalateIncident,
  linkBug,
  resolveIncident,
  resumeIncident,
} from '../use-cases/incident-steps';
import { recordFirstResponse } from '../use-cases/record-first-response';
import { voidIncident } from '../use-cases/void-incident';
import {
  AwaitCustomerInput,
  CloseIncidentInput,
  EscalateIncidentInput,
  LinkBugInput,
  RecordFirstResponseInput,
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
const LinkBugPayload = payloadType('linkBug', 'incident', () => IncidentType);

@Resolver()
export class IncidentLifeMutations {
  @Mutation(() => RecordFirstResponsePayload, { description: 'Records when support first responded; once.' })
  async recordFirstResponse(
    @Arg('input', { description: 'The response.' }) input: RecordFirstResponseInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return {
      incident: await recordFirstResponse(context, { incidentId, respondedAt: input.respondedAt ?? null }),
    };
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
    description: 'Goes on with an incident that the customer has answered.',
  })
  async resumeIncident(
    @Arg('input', { description: 'Which incident, and the answer.' }) input: ResumeIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incidentId = keyOf(input);
    return { incident: await resumeIncident(context, { incidentId, note: input.note ?? null }) };
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
    const incidentId = keyOf(input);
    return { incident: await voidIncident(context, { incidentId, reason: input.reason }) };
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
