import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { RoleEnum } from '../../access/graphql/role.enum';
import { Role } from '../../shared/domain/caller';
import { SUBJECT_TYPES, SubjectType } from '../../shared/domain/journal';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
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

registerEnumType(SUBJECT_TYPES, {
  name: 'AuditSubjectType',
  description: 'What kind of thing was written.',
  valuesConfig: Object.fromEntries(
    Object.entries(SUBJECT_TYPES).map(([value, type]) => [
      value,
      {
        description: type === 'ConsultingFeed' ? 'The feed of consulting usage.' : `A thing of type ${type}.`,
      },
    ]),
  ),
});

@ObjectType('AuditEntry', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'One thing that was written: by whom, when, what.',
})
export class AuditEntryType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  at!: Date;

  @Field(() => String, { description: 'Id of the request, as its response header x-request-id said.' })
  requestId!: string;

  @Field(() => String, { description: 'Name of the person or API key that wrote it.' })
  actor!: string;

  @Field(() => RoleEnum, {
    description: 'Role of that person or key; of the program itself ADMIN.',
  })
  role!: Role;

  @Field(() => String, {
    description:
      'The mutation; for what the program writes by itself, the name of the job, which is why it is a text and no enum.',
  })
  mutation!: string;

  @Field(() => SUBJECT_TYPES, { description: 'What kind of thing was written.' })
  subjectType!: SubjectType;
}

export const AuditEntryConnectionType = estimatedConnectionType('AuditEntry', () => AuditEntryType);
