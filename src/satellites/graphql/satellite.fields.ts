import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractType } from '../../contracts/graphql/contract.type';
import { contractSeen } from '../../contracts/use-cases/contract-seen';
import { Satellite } from '../persistence/satellites';
import { SatelliteType } from './satellite.type';

@Resolver(() => SatelliteType)
export class SatelliteFields {
  @FieldResolver(() => ContractType, { description: 'The contract that covers it.' })
  contract(@Root() satellite: Satellite, @Ctx() context: RequestContext): Promise<ContractState> {
    return contractSeen(context, satellite.contractId);
  }
}
