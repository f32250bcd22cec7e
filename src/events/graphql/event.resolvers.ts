import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { contactsById } from '../../contacts/persistence/named-contacts';
import { blocksById } from '../../consulting/persistence/consulting-blocks';
import { ordersById } from '../../consulting/persistence/consulting-orders';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractsById } from '../../contracts/persistence/contracts';
import { CustomerType } from '../../customers/graphql/customer.type';
import { customersById } from '../../customers/persistence/customers';
import { incidentsById } from '../../incidents/persistence/incidents';
import { satellitesById } from '../../satellites/persistence/satellites';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { listedConnectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { NodeType } from '../../shared/graphql/node.type';
import { EVENT_TYPES } from '../domain/event-types';
import { cursorOf, EventFilter, eventPage, positionOf, RecordedEvent } from '../persistence/events';
import { webhookEndpointsById } from '../persistence/webhook-endpoints';
import { followEvents, FollowingContext } from '../use-cases/follow-events';
import { EventConnectionType, EventType } from './event.type';

@InputType('EventFilter', { description: 'Which events; every condition given must hold.' })
export class EventFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: 'Only these types, such as `incident.received`; docs/events.md lists every type.',
  })
  types?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this Contract and what belongs to it.' })
  contractId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of the contracts of this Customer.' })
  customerId?: string | null;
}

/** The filter as it is read. Throws Refused (INVALID_INPUT) for a type that there is not, and for an id of another thing. */
export function eventFilterOf(filter: EventFilterInput | null | undefined): EventFilter {
  const { types, contractId, customerId } = filter ?? {};
  if (types?.some((type) => !EVENT_TYPES.has(type))) {
    const message = `filter.types names what is no type of event; there are ${[...EVENT_TYPES.keys()].join(', ')}.`;
    throw new Refused([invalidInput(message, ['filter', 'types'])]);
  }
  return {
    types: types && [...new Set(types)],
    contractId: contractId == null ? null : fromGlobalId('Contract', contractId, 'filter', 'contractId'),
    customerId: customerId == null ? null : fromGlobalId('Customer', customerId, 'filter', 'customerId'),
  };
}

@ArgsType()
class EventsArgs extends PageArgs {
  @Field(() => EventFilterInput, { nullable: true, description: 'Which events; all where left out.' })
  filter?: EventFilterInput | null;
}

@ArgsType()
class FollowEventsArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The ones after this cursor: what was missed comes first. Left out: from now on.',
  })
  after?: string | null;

  @Field(() => EventFilterInput, { nullable: true, description: 'Which events; all where left out.' })
  filter?: EventFilterInput | null;
}

type Find = (context: RequestContext, id: string) => Promise<object | null>;

/** How what an event is about is found. */
const SUBJECTS: ReadonlyMap<string, Find> = new Map<string, Find>([
  ['Contract', (context, id) => context.load(contractsById, id)],
  ['NamedContact', (context, id) => context.load(contactsById, id)],
  ['Satellite', (context, id) => context.load(satellitesById, id)],
  ['ConsultingBlock', (context, id) => context.load(blocksById, id)],
  ['ConsultingOrder', (context, id) => context.load(ordersById, id)],
  ['Incident', (context, id) => context.load(incidentsById, id)],
  [
    'WebhookEndpoint',
    (context, id) =>
      context.caller.role === 'ADMIN' ? context.load(webhookEndpointsById, id) : Promise.resolve(null),
  ],
]);

@Resolver(() => EventType)
export class EventResolvers {
  @Query(() => EventConnectionType, {
    description:
      'What happened, oldest first, for systems that follow: a reader that goes on from the last cursor misses nothing and gets nothing twice.',
  })
  async events(@Args(() => EventsArgs) args: EventsArgs, @Ctx() context: RequestContext) {
    return listedConnectionOf(await eventPage(context, eventFilterOf(args.filter), args));
  }

  @Subscription(() => EventType, {
    name: 'events',
    description:
      'What happens, as it happens, over server-sent events at POST /graphql/stream: every event once, in the order of the feed.',
    subscribe: async ({ args, context }) => {
      const { after, filter } = args as FollowEventsArgs;
      const { following } = context as FollowingContext;
      const cursor = following.lastEventId ?? after;
      // Before the response begins: what a client does once it has seen that is never before "from now on".
      const position = cursor == null ? await following.live.last() : positionOf(cursor);
      return followEvents(following, position, eventFilterOf(filter));
    },
  })
  followEvents(@Root() event: RecordedEvent, @Args(() => FollowEventsArgs) _args: FollowEventsArgs) {
    return event;
  }

  @FieldResolver(() => String)
  cursor(@Root() event: RecordedEvent) {
    return cursorOf(event);
  }

  @FieldResolver(() => ContractType, {
    nullable: true,
    description: 'The contract it belongs to; null: to none.',
  })
  contract(@Root() { contractId }: RecordedEvent, @Ctx() context: RequestContext) {
    return contractId === null ? null : context.load(contractsById, contractId);
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'Whose contract that is; null: nobody’s.',
  })
  customer(@Root() { customerId }: RecordedEvent, @Ctx() context: RequestContext) {
    return customerId === null ? null : context.load(customersById, customerId);
  }

  @FieldResolver(() => NodeType, {
    nullable: true,
    description: 'What it is about, as it is now: an Incident, a Contract, a NamedContact and so on.',
  })
  async subject(
    @Root() { subjectType, subjectId }: RecordedEvent,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const found = await SUBJECTS.get(subjectType)?.(context, subjectId);
    return found ? { ...found, __typename: subjectType } : null;
  }
}
