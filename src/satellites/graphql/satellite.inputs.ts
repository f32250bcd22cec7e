import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { Line } from '../../shared/graphql/text';

@InputType('RegisterSatelliteInput', { description: 'One more satellite.' })
export class RegisterSatelliteInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => String, { description: 'Name of the satellite, up to 200 characters.' })
  @Line(200)
  name!: string;
}

@InputType('DecommissionSatelliteInput', { description: 'A satellite that goes.' })
export class DecommissionSatelliteInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Satellite.' })
  satelliteId!: string;
}
