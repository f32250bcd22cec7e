import { IsOptional } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Text } from './text';

@InputType()
export abstract class IdempotentInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A text of your own, up to 255 characters, that makes a retry safe: the same key with the same content does nothing again.',
  })
  @IsOptional()
  @Text(255)
  idempotencyKey?: string | null;
}

/** What a mutation is asked to do, without the key of a retry: for a use case that takes the fields as they are. */
export function contentOf<Input extends IdempotentInput>({
  idempotencyKey: _idempotencyKey,
  ...content
}: Input): Omit<Input, 'idempotencyKey'> {
  return content;
}
