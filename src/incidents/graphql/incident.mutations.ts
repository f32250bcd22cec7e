import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
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
      contractId: fromGlobalId('Contract', input.contractId, 'input', 'contractId'),
      contactId: fromGlobalId('NamedContact', input.contactId, 'input', 'contactId'),
      channel: input.channel,
      impact: input.impact,
      testSystem: input.testSystem ?? false,
      product: input.product,
      productVersion: input.productVersion,
      platformVersion: input.platformVersion,
      description: input.description,
      receivedAt: input.receivedAt ?? null,
    });
    return { incident };
  }
}
