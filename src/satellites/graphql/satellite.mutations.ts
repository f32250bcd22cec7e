import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { decommissionSatellite } from '../use-cases/decommission-satellite';
import { registerSatellite } from '../use-cases/register-satellite';
import { DecommissionSatelliteInput, RegisterSatelliteInput } from './satellite.inputs';
import { SatelliteType } from './satellite.type';

const RegisterSatellitePayload = payloadType('registerSatellite', 'satellite', () => SatelliteType);
const DecommissionSatellitePayload = payloadType('decommissionSatellite', 'satellite', () => SatelliteType);

@Resolver()
export class SatelliteMutations {
  @Mutation(() => RegisterSatellitePayload, { description: 'Puts a satellite under a contract.' })
  async registerSatellite(
    @Arg('input', { description: 'The contract and the satellite.' }) input: RegisterSatelliteInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { satellite: await registerSatellite(context, { contractId, name: input.name }) };
  }

  @Mutation(() => DecommissionSatellitePayload, { description: 'Takes a satellite out of its contract.' })
  async decommissionSatellite(
    @Arg('input', { description: 'Which satellite.' }) input: DecommissionSatelliteInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const satelliteId = fromGlobalId('Satellite', input.satelliteId, 'input', 'satelliteId');
    return { satellite: await decommissionSatellite(context, satelliteId) };
  }
}
