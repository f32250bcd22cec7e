import { GraphQLScalarType } from 'graphql';
import { ClassType, Field, ObjectType } from 'type-graphql';
import { Refusal } from '../domain/refusal';
import { UserErrorType } from './user-error.type';

type TypeOfField = () => ClassType<object> | [ClassType<object>] | GraphQLScalarType;

/**
 * Makes the type that a mutation returns, `MutationPayload`: either the thing, or at least one user error and
 * nothing written. The root of the schema fills in `userErrors`.
 */
export function payloadType(mutation: string, field: string, type: TypeOfField): ClassType<object> {
  const name = mutation[0]!.toUpperCase() + mutation.slice(1);

  @ObjectType(`${name}Payload`, { simpleResolvers: true, description: `What ${mutation} returns.` })
  class Payload {
    @Field(() => [UserErrorType], {
      description: 'Every reason for which nothing was written; empty when it was done.',
    })
    userErrors!: readonly Refusal[];
  }

  Field(type, { nullable: true, description: 'What was written; null where it was refused.' })(
    Payload.prototype,
    field,
  );
  return Payload;
}
