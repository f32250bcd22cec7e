import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractsById } from '../../contracts/persistence/contracts';
import { NamedContactType } from '../../contacts/graphql/named-contact.type';
import { EstimatedConnection, listedConnectionOf } from '../../shared/graphql/connection.type';
import { eitherIdOr } from '../../shared/graphql/either-id-or';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RequestContext } from '../../catalog/request-context';
import { historyAt, historySeenBy, SeenEvent } from '../domain/incident-history';
import { closingWarningAt, IncidentStatus, incidentStatusAt } from '../domain/incident-life';
import { eventsOfIncidents, Incident, incidentByReference, incidentsById } from '../persistence/incidents';
import { incidentsPage } from '../persistence/incidents-page';
import { IncidentContact, incidentContacts } from '../persistence/incident-contacts';
import { IncidentStatusEnum } from './incident.enums';
import { IncidentsArgs } from './incident-list.inputs';
import { readIncidentFilter } from './read-incident-filter';
import { IncidentConnectionType, IncidentEventType, IncidentType } from './incident.type';

@Resolver(() => IncidentType)
export class IncidentResolvers {
  @Query(() => IncidentType, {
    nullable: true,
    description: 'One incident by its id or by its reference; null where you see none.',
  })
  incident(
    @Arg('id', () => ID, { nullable: true, description: 'Id of an Incident.' }) id: string | null,
    @Arg('reference', () => String, { nullable: true, description: 'Reference of the incident.' })
    reference: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Incident | null> {
    const byId = (key: string) => context.load(incidentsById, key);
    return eitherIdOr('Incident', { id, reference }, byId, (text) => incidentByReference(context, text));
  }

  @Query(() => IncidentConnectionType, { description: 'Incidents, filtered and ordered.' })
  async incidents(
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<Incident>> {
    const wanted = await readIncidentFilter(context, args.filter ?? {});
    const orderBy = args.orderBy ?? 'RECORDED';
    return listedConnectionOf(await incidentsPage(context, { ...wanted, orderBy }, args));
  }

  @FieldResolver(() => ContractType, { description: 'The contract under which help was asked for.' })
  contract(@Root() incident: Incident, @Ctx() context: RequestContext): Promise<ContractState | null> {
    return context.load(contractsById, incident.contractId);
  }

  @FieldResolver(() => NamedContactType, {
    description: 'Who asked: a contact of the contract, or of the customer’s partner.',
  })
  contact(@Root() incident: Incident, @Ctx() context: RequestContext): Promise<IncidentContact | null> {
    return context.load(incidentContacts, incident.contactId);
  }

  @FieldResolver(() => IncidentStatusEnum, { description: 'Where it stands now.' })
  status(@Root() incident: Incident, @Ctx() context: RequestContext): IncidentStatus {
    return incidentStatusAt(incident, context.clock.now());
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When it closes by itself unless the customer answers; null while it waits for no answer.',
  })
  closesByItselfAt(@Root() incident: Incident, @Ctx() { clock }: RequestContext): Date | null {
    return isWaiting(incident, clock.now()) ? incident.closesAt : null;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'When the customer is warned of that, one week before; null while it waits for no answer.',
  })
  async closingWarningAt(@Root() incident: Incident, @Ctx() context: RequestContext): Promise<Date | null> {
    if (!isWaiting(incident, context.clock.now())) return null;
    const contract = await context.load(contractsById, incident.contractId);
    return contract && closingWarningAt(incident.closesAt!, contract.timeZone);
  }

  @FieldResolver(() => IncidentType, {
    nullable: true,
    description: 'Of a voided duplicate, the incident that goes on; null: it is none.',
  })
  duplicateOf(
    @Root() { duplicateOfId }: Incident,
    @Ctx() context: RequestContext,
  ): Promise<Incident | null> | null {
    return duplicateOfId === null ? null : context.load(incidentsById, duplicateOfId);
  }

  @FieldResolver(() => [IncidentEventType], {
    description: 'Every step of its life until now, in the order in which they were recorded.',
  })
  async history(@Root() incident: Incident, @Ctx() context: RequestContext): Promise<readonly SeenEvent[]> {
    const written = await context.load(eventsOfIncidents, incident.id);
    return historySeenBy(context.caller.role, historyAt(incident, written, context.clock.now()));
  }
}

function isWaiting(incident: Incident, now: Date): boolean {
  return incidentStatusAt(incident, now) === 'WAITING_FOR_CUSTOMER';
}
