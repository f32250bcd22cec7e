import { ClassType, Field, ObjectType } from 'type-graphql';
import { Role } from '../../shared/domain/caller';
import { connectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { payloadType } from '../../shared/graphql/payload.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RoleEnum } from './role.enum';

@ObjectType('ApiKey', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'What a program sends to say who it is. It stays the same when its secret is rolled; the secret is never shown again.',
})
export class ApiKeyType extends NodeType {
  @Field(() => String, { description: 'What it is called in histories and in the audit log; not unique.' })
  name!: string;

  @Field(() => String, {
    description: 'The first characters of its newest secret, to tell keys apart; another one after a roll.',
  })
  prefix!: string;

  @Field(() => RoleEnum, { description: 'What it may do.' })
  role!: Role;

  customerId!: string | null;

  providerId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, {
    description: 'Name of the API key or person that made it; "command line" for the command `keys`.',
  })
  createdBy!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it is refused; null where it does not expire.',
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, up to two minutes late; null where it never was.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was revoked; null where it was not.',
  })
  revokedAt!: Date | null;
}

export const ApiKeyConnectionType = connectionType('ApiKey', () => ApiKeyType);

/** The payload of a mutation that returns a key together with its secret. */
export function secretPayloadType(mutation: string): ClassType<object> {
  const Payload = payloadType(mutation, 'apiKey', () => ApiKeyType);
  Field(() => String, {
    nullable: true,
    description:
      'What to send as `Authorization: Bearer <secret>`. It is shown this once: a retry under the same idempotencyKey returns null, since the secret is kept nowhere. Where it is lost, roll the key.',
  })(Payload.prototype, 'secret');
  return Payload;
}
