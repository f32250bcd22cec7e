import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { contentOf } from '../../shared/graphql/idempotent.input';
import { payloadType } from '../../shared/graphql/payload.type';
import { openIncident } from '../use-cases/open-incident';
import { OpenIncidentInput } from './incident.inputs';
import { IncidentType } from './incident.type';

const OpenIncidentPayload = payloadType('openIncident', 'incident', () => IncidentType);

@Resolver()
export class IncidentMutations {
  @Mutation(() => OpenIncidentPayload, {
    description: 'Takes a support request and promises its first response.',
  })
  async openIncident(
    @Arg('input', { description: 'The request.' }) input: OpenIncidentInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const incident = await openIncident(context, {
      ...contentOf(input),
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      contactId: fromGlobalId('NamedContact', input.contactId, 'input', 'contactId'),
      testSystem: input.testSystem ?? false,
      distributedSetup: input.distributedSetup ?? false,
      receivedAt: input.receivedAt ?? null,
    });
    return { incident };
  }
}
