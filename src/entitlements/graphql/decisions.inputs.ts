import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { UserErrorCode } from '../../shared/domain/refusal';
import { PageArgs } from '../../shared/graphql/connection.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { UserErrorCodeEnum } from '../../shared/graphql/user-error.type';

@InputType('DecisionFilter', { description: 'Which decisions to list; every condition given must hold.' })
export class DecisionFilterInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only what was accepted; false: only what was refused.',
  })
  allowed?: boolean | null;

  @Field(() => UserErrorCodeEnum, {
    nullable: true,
    description: 'Only what was refused for this reason, alone or among others.',
  })
  code?: UserErrorCode | null;

  @Field(() => String, { nullable: true, description: 'Only of this mutation, such as "openIncident".' })
  mutation?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only about this Contract.' })
  contractId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only about contracts of this Customer.' })
  customerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only about contracts with this provider: "it-novum".',
  })
  providerCode?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what was decided then or later.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what was decided before then.' })
  before?: Date | null;
}

@ArgsType()
export class DecisionsArgs extends PageArgs {
  @Field(() => DecisionFilterInput, {
    nullable: true,
    description: 'Which decisions to list; all where left out.',
  })
  filter?: DecisionFilterInput | null;
}
