import { RequestContext } from '../catalog/request-context';
import { contactsById } from '../contacts/persistence/named-contacts';
import { mayCall } from '../access/permissions';
import { apiKeysById } from '../access/persistence/api-keys';
import { usageById } from '../billing/persistence/consulting-usage';
import { ordersById } from '../consulting/persistence/consulting-orders';
import { blocksById } from '../consulting/persistence/consulting-blocks';
import { contractsById } from '../contracts/persistence/contracts';
import { customersById } from '../customers/persistence/customers';
import { eventsById } from '../events/persistence/events';
import { webhookDeliveriesById } from '../events/persistence/webhook-deliveries';
import { webhookEndpointsById } from '../events/persistence/webhook-endpoints';
import { decisionsById } from '../entitlements/persistence/decision-records';
import { incidentsById } from '../incidents/persistence/incidents';
import { satellitesById } from '../satellites/persistence/satellites';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { PAGE_LIMIT } from '../shared/domain/page';
import { invalidInput, Refused } from '../shared/domain/refusal';
import { parseGlobalId } from '../shared/domain/global-id';
import { NodeType } from '../shared/graphql/node.type';

type Find = (context: RequestContext, id: string) => Promise<object | null>;

/** How each kind of thing is found by its key, within the caller's tenant scope. A map: clients name the kinds. */
export const NODES: ReadonlyMap<string, Find> = new Map<string, Find>(
  Object.entries({
    Provider: async ({ catalog }, id) => {
      await catalog.refresh();
      return (await catalog.allProviders()).find((provider) => provider.id === id) ?? null;
    },
    Plan: ({ catalog }, id) => catalog.findPlan(id),
    Customer: (context, id) => context.load(customersById, id),
    Contract: (context, id) => context.load(contractsById, id),
    NamedContact: (context, id) => context.load(contactsById, id),
    Satellite: (context, id) => context.load(satellitesById, id),
    ConsultingBlock: (context, id) => context.load(blocksById, id),
    ConsultingOrder: (context, id) => context.load(ordersById, id),
    ConsultingUsage: (context, id) =>
      mayCall(context.caller.role, 'Query.consultingUsage')
        ? context.load(usageById, id)
        : Promise.resolve(null),
    Incident: (context, id) => context.load(incidentsById, id),
    DecisionRecord: (context, id) =>
      mayCall(context.caller.role, 'Query.decisions')
        ? context.load(decisionsById, id)
        : Promise.resolve(null),
    ApiKey: (context, id) =>
      mayCall(context.caller.role, 'Query.apiKeys') ? context.load(apiKeysById, id) : Promise.resolve(null),
    Event: (context, id) => context.load(eventsById, id),
    WebhookEndpoint: (context, id) =>
      mayCall(context.caller.role, 'Query.webhookEndpoints')
        ? context.load(webhookEndpointsById, id)
        : Promise.resolve(null),
    WebhookDelivery: (context, id) =>
      mayCall(context.caller.role, 'Query.webhookEndpoints')
        ? context.load(webhookDeliveriesById, id)
        : Promise.resolve(null),
  } satisfies Record<string, Find>),
);

@Resolver()
export class NodeResolvers {
  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its id; null where you see no such thing.',
  })
  node(
    @Arg('id', () => ID, { description: 'Id of anything.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return findNode(context, id, 'id');
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: `Many things by their ids, in the same order, null for each that you do not see. At most ${PAGE_LIMIT}.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of anything.' }) ids: string[],
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    if (ids.length > PAGE_LIMIT)
      throw new Refused([invalidInput(`ids must not hold more than ${PAGE_LIMIT}.`, ['ids'])]);
    return Promise.all(ids.map((id) => findNode(context, id, 'ids')));
  }
}

async function findNode(context: RequestContext, globalId: string, argument: string): Promise<object | null> {
  const parsed = parseGlobalId(globalId);
  if (parsed === null)
    throw new Refused([invalidInput(`${argument} must be an id that this API has given out.`, [argument])]);
  const found = await NODES.get(parsed.type)?.(context, parsed.id);
  return found ? { ...found, __typename: parsed.type } : null;
}
