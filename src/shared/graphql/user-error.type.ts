import { Field, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { Refusal, USER_ERROR_CODES, UserErrorCode } from '../domain/refusal';
import { DateTimeScalar } from './scalars';

export const UserErrorCodeEnum = Object.fromEntries(
  Object.keys(USER_ERROR_CODES).map((code) => [code, code]),
);

registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'Why something was refused; docs/errors.md tells cause and fix of each.',
  valuesConfig: Object.fromEntries(
    Object.entries(USER_ERROR_CODES).map(([code, description]) => [code, { description }]),
  ),
});

const TYPE_OF_KIND: Record<Refusal['kind'], string> = {
  LIMIT_REACHED: 'LimitReachedError',
  OUTSIDE_WINDOW: 'OutsideWindowError',
  INVALID_INPUT: 'InvalidInputError',
  RULE: 'RuleError',
};

/** The name of the GraphQL type that shows a refusal. */
export function userErrorTypeOf(refusal: Refusal): string {
  return TYPE_OF_KIND[refusal.kind];
}

@InterfaceType('UserError', {
  description: 'One reason for which nothing was done.',
  resolveType: userErrorTypeOf,
})
export abstract class UserErrorType {
  @Field(() => UserErrorCodeEnum, { description: 'Which rule refused; stable, made for programs.' })
  code!: UserErrorCode;

  @Field(() => String, {
    description: 'What is wrong and what would help, in plain English with the numbers.',
  })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Where in the arguments the fault lies, such as ["input", "contact", "email"]; null where it is no single one.',
  })
  path?: readonly string[];

  @Field(() => String, {
    description:
      'Where cause and fix of the code are told: a path on the server, such as "/docs/errors.md#not_found".',
  })
  docsUrl!: string;
}

@ObjectType('LimitReachedError', {
  implements: UserErrorType,
  simpleResolvers: true,
  description: 'A number that the plan sets is used up.',
})
export class LimitReachedErrorType extends UserErrorType {
  @Field(() => Int, { description: 'The number that the plan allows.' })
  limit!: number;

  @Field(() => Int, { description: 'How many are used now.' })
  used!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the count starts anew; null: it never does.',
  })
  resetsAt!: Date | null;

  allowedByPlanIds!: readonly string[];
}

@ObjectType('OutsideWindowError', {
  implements: UserErrorType,
  simpleResolvers: true,
  description: 'It would be granted at another time of the week.',
})
export class OutsideWindowErrorType extends UserErrorType {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The next opening; null where the plan has no windows.',
  })
  nextOpensAt!: Date | null;

  allowedByPlanIds!: readonly string[];
}

@ObjectType('InvalidInputError', {
  implements: UserErrorType,
  simpleResolvers: true,
  description: 'A value of the input is malformed or out of range; `path` names it.',
})
export class InvalidInputErrorType extends UserErrorType {}

@ObjectType('RuleError', {
  implements: UserErrorType,
  simpleResolvers: true,
  description: 'Every other refusal.',
})
export class RuleErrorType extends UserErrorType {
  allowedByPlanIds!: readonly string[];
}
