import { Field, ObjectType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { Refusal } from '../../shared/domain/refusal';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { UserErrorType } from '../../shared/graphql/user-error.type';
import { ContractSnapshot } from '../domain/snapshot';
import { ContractSnapshotType } from './contract-snapshot.type';

@ObjectType('PlanChangePreview', { simpleResolvers: true, description: 'What a change of plan would do.' })
export class PlanChangePreviewType {
  @Field(() => Boolean, { description: 'Whether `changePlan` would do it.' })
  allowed!: boolean;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'From which date it would count; null where the contract ends before it could, or is over already.',
  })
  effectiveOn!: LocalDate | null;

  @Field(() => [UserErrorType], {
    description: 'Every reason against it, as `changePlan` would return it; empty when allowed.',
  })
  userErrors!: readonly Refusal[];

  @Field(() => ContractSnapshotType, {
    description: 'The contract without the change, at the instant from which it would count.',
  })
  before!: ContractSnapshot;

  @Field(() => ContractSnapshotType, {
    nullable: true,
    description:
      'The contract with the change, at the same instant; null for a plan that cannot be its own: an unknown one, or another provider’s.',
  })
  after!: ContractSnapshot | null;
}
