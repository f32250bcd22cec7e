import { IsOptional, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { NamedContactInput } from '../../contracts/graphql/contract.inputs';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { Line } from '../../shared/graphql/text';

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

@InputType('UpdateNamedContactInput', {
  description: 'A contact whose name or phone number has changed; the email address says who the person is.',
})
export class UpdateNamedContactInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the NamedContact, who keeps it.' })
  contactId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The full name from now on, up to 200 characters; as it is where left out.',
  })
  @IsOptional()
  @Line(200)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The phone number from now on, up to 50 characters; as it is where left out.',
  })
  @IsOptional()
  @Line(50)
  phone?: string | null;
}

@InputType('RemoveNamedContactInput', { description: 'A contact who goes without a successor.' })
export class RemoveNamedContactInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the NamedContact.' })
  contactId!: string;
}
