import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { REPORT_DIMENSIONS, ReportDimension } from '../domain/report-key';

export const ReportDimensionEnum = Object.fromEntries(
  REPORT_DIMENSIONS.map((dimension) => [dimension, dimension]),
) as Record<ReportDimension, ReportDimension>;

registerEnumType(ReportDimensionEnum, {
  name: 'ReportDimension',
  description: 'By what the rows of a report are told apart.',
  valuesConfig: {
    PROVIDER: { description: 'Code of the provider: "it-novum".' },
    PLAN: {
      description:
        'Codes of provider and plan: "it-novum/standard". Of an incident the plan of its receipt, of a contract that in force.',
    },
    PLAN_VERSION: { description: 'The same with the version of the plan: "it-novum/standard/2".' },
    CUSTOMER: { description: 'Number of the customer.' },
    REGION: { description: 'Region of the customer; of an incident that of its receipt.' },
    IMPACT: { description: 'Impact of the incident. Only of responseReport.' },
    CHANNEL: { description: 'Channel of the incident. Only of responseReport.' },
    MONTH: {
      description: 'Month of receipt, in the provider’s time zone: "2026-10". Only of responseReport.',
    },
  },
});

@ObjectType('ReportKey', {
  simpleResolvers: true,
  description: 'What the incidents or contracts of a row have in common.',
})
export class ReportKeyType {
  @Field(() => ReportDimensionEnum, { description: 'In what.' })
  dimension!: ReportDimension;

  @Field(() => String, { description: 'The value that all of them have.' })
  value!: string;
}

@ObjectType('ResponseReportRow', {
  simpleResolvers: true,
  description:
    'How incidents were responded to. `received` is the sum of met, breached, open and withoutTarget.',
})
export class ResponseReportRowType {
  @Field(() => [ReportKeyType], { description: 'Of which incidents, in the order of groupBy.' })
  key!: readonly ReportKeyType[];

  @Field(() => Int, { description: 'How many were received; voided ones are left out.' })
  received!: number;

  @Field(() => Int, { description: 'How many had their first response in time.' })
  met!: number;

  @Field(() => Int, { description: 'How many had their first response too late.' })
  breached!: number;

  @Field(() => Int, { description: 'How many wait for a first response that is promised.' })
  open!: number;

  @Field(() => Int, { description: 'How many of the open ones are overdue by now.' })
  openOverdue!: number;

  @Field(() => Int, { description: 'How many were promised no response, responded to or not.' })
  withoutTarget!: number;

  @Field(() => Int, { description: 'How many were resolved on the first call.' })
  resolvedOnFirstCall!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Within how many working minutes at least half of the first responses came, a begun minute counted; null where none came or the plans have no service windows.',
  })
  medianResponseMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: 'The same of at least nine tenths of them.' })
  p90ResponseMinutes!: number | null;
}

@ObjectType('QuotaReportRow', {
  simpleResolvers: true,
  description: 'What active contracts have used of their running contract years.',
})
export class QuotaReportRowType {
  @Field(() => [ReportKeyType], { description: 'Of which contracts, in the order of groupBy.' })
  key!: readonly ReportKeyType[];

  @Field(() => Int, { description: 'How many contracts are active now.' })
  contracts!: number;

  @Field(() => Int, { description: 'Support requests that they have used.' })
  incidentsUsed!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The sum of their limits; null where one of them is unlimited, or the sum is above 2,147,483,647.',
  })
  incidentsLimit!: number | null;

  @Field(() => Int, { description: 'Included consulting blocks that they have used.' })
  includedBlocksUsed!: number;

  @Field(() => Int, { description: 'The sum of the blocks that their plans include.' })
  includedBlocksLimit!: number;

  @Field(() => Int, {
    description: 'How many contracts have used 80 % or more of their support requests, exhausted ones too.',
  })
  atLeast80Percent!: number;

  @Field(() => Int, { description: 'How many contracts have no support request left.' })
  exhausted!: number;
}
