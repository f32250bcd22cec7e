import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { Text } from '../../shared/graphql/text';

@InputType('CancelContractInput', { description: 'A contract that is not to begin.' })
export class CancelContractInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => String, { description: 'Why, up to 1,000 characters; for your records.' })
  @Text(1_000)
  reason!: string;
}
