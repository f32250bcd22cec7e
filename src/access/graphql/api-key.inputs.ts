import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Role } from '../../shared/domain/caller';
import { PageArgs } from '../../shared/graphql/connection.type';
import { IdempotentInput } from '../../shared/graphql/idempotent.input';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { Line } from '../../shared/graphql/text';
import { RoleEnum } from './role.enum';

@InputType('ApiKeyFilter', { description: 'Which API keys to list; every condition given must hold.' })
class ApiKeyFilterInput {
  @Field(() => RoleEnum, { nullable: true, description: 'Only keys of this role.' })
  role?: Role | null;

  @Field(() => ID, { nullable: true, description: 'Only keys of this Customer.' })
  customerId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only keys that are neither revoked nor expired; false: only those that are.',
  })
  active?: boolean | null;
}

@ArgsType()
export class ApiKeysArgs extends PageArgs {
  @Field(() => ApiKeyFilterInput, {
    nullable: true,
    description: 'Which keys to list; all where left out.',
  })
  filter?: ApiKeyFilterInput | null;
}

@InputType('CreateApiKeyInput', { description: 'A new API key.' })
export class CreateApiKeyInput extends IdempotentInput {
  @Field(() => String, {
    description: 'What it is called in histories and in the audit log, up to 100 characters.',
  })
  @Line(100)
  name!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'The Customer that it acts for: with role CUSTOMER, and with no other.',
  })
  customerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the provider that a staff key is bound to. Left out: all providers, or, where your own key is bound to one, that one.',
  })
  providerCode?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it is refused: in the future, at most 5 years ahead. Left out: never.',
  })
  expiresAt?: Date | null;
}

@InputType('RollApiKeyInput', { description: 'An API key that gets a new secret.' })
export class RollApiKeyInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ApiKey.' })
  apiKeyId!: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 24,
    description:
      'For how many hours the old secret goes on, 0 to 72; 0 where it has leaked. Secrets of earlier rolls end by then too.',
  })
  overlapHours!: number | null;
}

@InputType('RevokeApiKeyInput', { description: 'An API key that ends.' })
export class RevokeApiKeyInput extends IdempotentInput {
  @Field(() => ID, { description: 'Id of the ApiKey.' })
  apiKeyId!: string;
}
