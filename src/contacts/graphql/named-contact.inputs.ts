import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { NamedContactInput } from '../../contracts/graphql/contract.inputs';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';

@InputType('AddNamedContactInput', { description: 'One more contact.' })
export class AddNamedContactInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the Contract.' })
  contractId!: string;

  @Field(() => NamedContactInput, { description: 'The person.' })
  @ValidateNested()
  contact!: NamedContactInput;
}

@InputType('ReplaceNamedContactInput', { description: 'Another person in the place of a contact.' })
export class ReplaceNamedContactInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the NamedContact who goes.' })
  contactId!: string;

  @Field(() => NamedContactInput, { description: 'The person who comes.' })
  @ValidateNested()
  contact!: NamedContactInput;
}

@InputType('RemoveNamedContactInput', { description: 'A contact who goes without a successor.' })
export class RemoveNamedContactInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the NamedContact.' })
  contactId!: string;
}
