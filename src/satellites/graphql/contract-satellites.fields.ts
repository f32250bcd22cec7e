import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { momentOf } from '../../shared/domain/moment';
import { isOwn } from '../../shared/domain/tenant-scope';
import { ChecksArguments } from '../../shared/graphql/argument-check';
import { MomentArgsType } from '../../shared/graphql/moment.args';
import { RequestContext } from '../../catalog/request-context';
import { Satellite, satellitesOfContracts } from '../persistence/satellites';
import { SatelliteType } from './satellite.type';

@Resolver(() => ContractType)
export class ContractSatellitesFields {
  @ChecksArguments(momentOf)
  @FieldResolver(() => [SatelliteType], {
    description:
      'The satellites it covers, in the order in which they were registered; none of a contract that you see as its customer’s partner.',
  })
  satellites(
    @Root() contract: ContractIdentity,
    @Args(() => MomentArgsType) args: MomentArgsType,
    @Ctx() context: RequestContext,
  ): Promise<readonly Satellite[]> {
    if (!isOwn(context.scope, contract.customerId)) return Promise.resolve([]);
    return context.load(satellitesOfContracts, {
      id: contract.id,
      moment: momentOf(args, context.clock.now()),
    });
  }
}
