import { Field, Int, ObjectType } from 'type-graphql';
import { Plan } from '../../catalog/domain/plan';
import { OpenLines } from '../../catalog/domain/service-hours';
import { OpenLinesEnum } from '../../catalog/graphql/catalog.enums';
import { PlanType } from '../../catalog/graphql/plan.type';
import { LocalDate } from '../../shared/domain/local-date';
import { DateTimeScalar, LocalDateScalar } from '../../shared/graphql/scalars';
import { ContractStatus } from '../domain/contract-state';
import { Quota } from '../domain/quota';
import { ContractStatusEnum } from './contract.enums';

@ObjectType('Quota', { simpleResolvers: true, description: 'A limit, and how much of it is used.' })
export class QuotaType {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many the plan allows, or a smaller plan to come that bounds what is in use; null: it sets no limit.',
  })
  limit!: number | null;

  @Field(() => Int, { description: 'How many are used.' })
  used!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the count starts anew; null: it never does.',
  })
  resetsAt!: Date | null;
}

@ObjectType('ContractYear', {
  simpleResolvers: true,
  description: 'Twelve months of a contract, in which yearly quotas count.',
})
export class ContractYearType {
  @Field(() => Int, { description: 'Counted from 1, the year that begins with the activation.' })
  number!: number;

  @Field(() => LocalDateScalar, { description: 'Its first day.' })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The first day that no longer belongs to it.' })
  to!: LocalDate;
}

@ObjectType('ContractSnapshot', {
  simpleResolvers: true,
  description: 'A contract, its plan and its quotas at one instant.',
})
export class ContractSnapshotType {
  @Field(() => DateTimeScalar, { description: 'The instant.' })
  at!: Date;

  @Field(() => ContractStatusEnum, { description: 'Where the contract stands.' })
  status!: ContractStatus;

  @Field(() => PlanType, { description: 'The plan version in force.' })
  plan!: Plan;

  @Field(() => ContractYearType, {
    nullable: true,
    description: 'The running contract year; null before the activation and once it is over.',
  })
  contractYear!: ContractYearType | null;

  @Field(() => QuotaType, { description: 'Support requests of the contract year, voided ones left out.' })
  incidents!: Quota;

  @Field(() => QuotaType, { description: 'People who may submit support requests.' })
  namedContacts!: Quota;

  @Field(() => QuotaType, {
    description:
      'Consulting blocks that the plan includes in the contract year; they do not roll over to the next one.',
  })
  includedConsultingBlocks!: Quota;

  @Field(() => QuotaType, {
    description:
      'Consulting blocks that were ordered on top; they keep until the contract ends. The limit is the number ordered.',
  })
  additionalConsultingBlocks!: Quota;

  @Field(() => QuotaType, { description: 'Satellites that the contract covers.' })
  satellites!: Quota;

  @Field(() => Boolean, {
    description: 'Whether the first contact should have been named by now, and was not.',
  })
  contactsOverdue!: boolean;

  @Field(() => Boolean, { description: 'Whether a service window of the plan is open.' })
  supportReachable!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'The instant itself while a window is open, else the next opening; null where the plan has no windows.',
  })
  nextOpensAt!: Date | null;

  @Field(() => OpenLinesEnum, {
    description: 'Which lines of support are there; NONE too while the contract is not active.',
  })
  openLines!: OpenLines;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'The instant itself while all lines are open, else when they open next; null where the plan has no windows and while the contract is not active.',
  })
  allLinesOpenAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the provider has suspended the contract: no new requests, appointments, orders and satellites meanwhile; `Contract.suspension` has the reason.',
  })
  suspended!: boolean;
}
