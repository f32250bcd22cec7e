import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ContractIdentity } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { checkedByType, ChecksArguments } from '../../shared/graphql/argument-check';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RequestContext } from '../../catalog/request-context';
import { Satellite, satellitesOfContracts } from '../persistence/satellites';
import { SatelliteType } from './satellite.type';

@Resolver(() => ContractType)
export class ContractSatellitesFields {
  @ChecksArguments(checkedByType)
  @FieldResolver(() => [SatelliteType], {
    description: 'The satellites it covers, in the order in which they were registered.',
  })
  satellites(
    @Root() contract: ContractIdentity,
    @Arg('at', () => DateTimeScalar, { nullable: true, description: 'At which instant; now where left out.' })
    at: Date | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly Satellite[]> {
    return context.load(satellitesOfContracts, { id: contract.id, at: at ?? null });
  }
}
