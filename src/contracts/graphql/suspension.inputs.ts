import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { Text } from '../../shared/graphql/text';

@InputType('SuspendContractInput', { description: 'A suspension by the provider.' })
export class SuspendContractInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => String, {
    description: 'Which obligation is not met, up to 1,000 characters; told to the customer.',
  })
  @Text(1_000)
  reason!: string;
}

@InputType('ResumeContractInput', { description: 'The end of a suspension.' })
export class ResumeContractInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; for your records.' })
  @IsOptional()
  @Text(1_000)
  reason?: string | null;
}
