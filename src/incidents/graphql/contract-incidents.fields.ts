import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { nestedSlice } from '../../platform/reads/nested-pages';
import { Connection, connectionOf, ForwardPageArgs } from '../../shared/graphql/connection.type';
import { RequestContext } from '../../catalog/request-context';
import { Incident, INCIDENTS_LIST, incidentsOfContracts } from '../persistence/incidents';
import { IncidentConnectionType } from './incident.type';

@Resolver(() => ContractType)
export class ContractIncidentsFields {
  @ChecksArguments((page: ForwardPageArgs) => nestedSlice(INCIDENTS_LIST, page))
  @FieldResolver(() => IncidentConnectionType, {
    description: 'Its support requests, voided ones too, in the order in which they were recorded.',
  })
  async incidents(
    @Root() contract: ContractIdentity,
    @Args(() => ForwardPageArgs) { first, after }: ForwardPageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Incident>> {
    const page = { parentId: contract.id, request: { first, after } };
    return connectionOf(await context.load(incidentsOfContracts, page));
  }
}
