import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { CustomerType } from '../../customers/graphql/customer.type';
import { Customer } from '../../customers/persistence/customers';
import { checkSlice } from '../../platform/reads/branched-list';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { EstimatedConnection, listedConnectionOf } from '../../shared/graphql/connection.type';
import { Incident } from '../persistence/incidents';
import {
  incidentsOfContracts,
  incidentsOfCustomers,
  placingOfIncidents,
} from '../persistence/incidents-page';
import { IncidentsArgs } from './incident-list.inputs';
import { IncidentConnectionType } from './incident.type';
import { checkIncidentFilter, readIncidentFilter } from './read-incident-filter';

function check({ filter, orderBy, ...page }: IncidentsArgs): void {
  checkIncidentFilter(filter ?? {});
  checkSlice(placingOfIncidents(filter?.search, orderBy ?? 'RECORDED'), page);
}

async function load(
  context: RequestContext,
  batch: typeof incidentsOfContracts,
  parentId: string,
  { filter, orderBy, ...request }: IncidentsArgs,
): Promise<EstimatedConnection<Incident>> {
  const filtered = await readIncidentFilter(context, filter ?? {});
  const wanted = { ...filtered, orderBy: orderBy ?? 'RECORDED' };
  return listedConnectionOf(await context.load(batch, { parentId, wanted, request }));
}

@Resolver(() => ContractType)
export class ContractIncidentsFields {
  @ChecksArguments(check)
  @FieldResolver(() => IncidentConnectionType, {
    description: 'Its support requests, voided ones too, filtered and ordered.',
  })
  incidents(
    @Root() contract: ContractIdentity,
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<Incident>> {
    return load(context, incidentsOfContracts, contract.id, args);
  }
}

@Resolver(() => CustomerType)
export class CustomerIncidentsFields {
  @ChecksArguments(check)
  @FieldResolver(() => IncidentConnectionType, {
    description: 'The support requests of its contracts that you see, voided ones too, filtered and ordered.',
  })
  incidents(
    @Root() customer: Customer,
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: RequestContext,
  ): Promise<EstimatedConnection<Incident>> {
    return load(context, incidentsOfCustomers, customer.id, args);
  }
}
