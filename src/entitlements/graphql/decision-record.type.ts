import { Field, ObjectType } from 'type-graphql';
import { Decision } from '../../shared/domain/decision';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RuleOutcomeType } from './entitlement-decision.type';

@ObjectType('DecisionFact', {
  simpleResolvers: true,
  description: 'Something that was known when it was decided.',
})
export class DecisionFactType {
  @Field(() => String, { description: 'What it is.' })
  name!: string;

  @Field(() => String, { description: 'Its value then, as JSON.' })
  value!: string;
}

@ObjectType('DecisionRecord', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Why a mutation was accepted or refused, as it was decided then.',
})
export class DecisionRecordType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  at!: Date;

  @Field(() => String, { description: 'Id of the request, as its response header x-request-id said.' })
  requestId!: string;

  @Field(() => String, { description: 'Name of the person or API key that asked for it.' })
  actor!: string;

  @Field(() => String, { description: 'Role of that person or key.' })
  role!: string;

  @Field(() => String, { description: 'The mutation.' })
  mutation!: string;

  @Field(() => Boolean, { description: 'Whether it was accepted.' })
  allowed!: boolean;

  @Field(() => [RuleOutcomeType], { description: 'Every rule that was looked at, and what it said.' })
  rules!: Decision;

  contractId!: string | null;
}

export const DecisionRecordConnectionType = estimatedConnectionType(
  'DecisionRecord',
  () => DecisionRecordType,
);
