import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../shared/graphql/connection.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';

@ObjectType('AuditChange', { simpleResolvers: true, description: 'One field that a write changed.' })
export class AuditChangeType {
  @Field(() => String, { description: 'Name of the field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'Its value before, as JSON; null for a new thing.' })
  before!: string | null;

  @Field(() => String, { description: 'Its value after, as JSON.' })
  after!: string;
}

@ObjectType('AuditEntry', {
  simpleResolvers: true,
  description: 'One thing that was written: by whom, when, what.',
})
export class AuditEntryType {
  @Field(() => ID, { description: 'Opaque and globally unique.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  at!: Date;

  @Field(() => String, { description: 'Id of the request, as its response header x-request-id said.' })
  requestId!: string;

  @Field(() => String, { description: 'Name of the person or API key that wrote it.' })
  actor!: string;

  @Field(() => String, { description: 'Role of that person or key.' })
  role!: string;

  @Field(() => String, {
    description: 'The mutation; for what the program writes by itself, the name of the job.',
  })
  mutation!: string;

  @Field(() => String, { description: 'What kind of thing was written: Contract, NamedContact, Incident.' })
  subjectType!: string;
}

export const AuditEntryConnectionType = connectionType('AuditEntry', () => AuditEntryType);
