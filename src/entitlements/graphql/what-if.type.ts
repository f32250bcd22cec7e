import { Field, Int, ObjectType } from 'type-graphql';
import { Plan } from '../../catalog/domain/plan';
import { PlanType } from '../../catalog/graphql/plan.type';
import { ConsultingBlockType } from '../../consulting/graphql/consulting-block.type';
import { NamedContactType } from '../../contacts/graphql/named-contact.type';
import { ContractState } from '../../contracts/domain/contract-state';
import { ContractYear } from '../../contracts/domain/contract-dates';
import { ContractYearType } from '../../contracts/graphql/contract-snapshot.type';
import { ContractType } from '../../contracts/graphql/contract.type';
import { IncidentType } from '../../incidents/graphql/incident.type';
import { SatelliteType } from '../../satellites/graphql/satellite.type';
import { Decision } from '../../shared/domain/decision';
import { LocalDate } from '../../shared/domain/local-date';
import { DateTimeScalar, LocalDateScalar } from '../../shared/graphql/scalars';
import { RuleOutcomeType } from './entitlement-decision.type';

@ObjectType('WhatIfRefusedIncident', {
  simpleResolvers: true,
  description: 'A support request that was taken, and that the plan would have refused.',
})
export class WhatIfRefusedIncidentType {
  @Field(() => IncidentType, { description: 'The request.' })
  incident!: object;

  @Field(() => [RuleOutcomeType], { description: 'Every rule of the plan that it fails.' })
  reasons!: Decision;
}

@ObjectType('WhatIfResponseTarget', {
  simpleResolvers: true,
  description: 'A support request whose first response would have been due at another instant.',
})
export class WhatIfResponseTargetType {
  @Field(() => IncidentType, { description: 'The request.' })
  incident!: object;

  @Field(() => DateTimeScalar, { nullable: true, description: 'What was promised; null: nothing.' })
  dueThen!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What the plan would have promised; null: nothing.',
  })
  dueUnderPlan!: Date | null;
}

@ObjectType('WhatIfExtraBlock', {
  simpleResolvers: true,
  description: 'A consulting block beyond those that the plan includes in its contract year.',
})
export class WhatIfExtraBlockType {
  @Field(() => ConsultingBlockType, { description: 'The block; `source` tells what it really was.' })
  consultingBlock!: object;

  @Field(() => [RuleOutcomeType], { description: 'Why the plan would not have included it.' })
  reasons!: Decision;
}

@ObjectType('WhatIfContact', {
  simpleResolvers: true,
  description: 'A named contact for whom the plan has no room.',
})
export class WhatIfContactType {
  @Field(() => NamedContactType, { description: 'The person.' })
  namedContact!: object;

  @Field(() => LocalDateScalar, { description: 'From which day of the period, in the provider’s time zone.' })
  on!: LocalDate;

  @Field(() => [RuleOutcomeType], { description: 'Why there is no room.' })
  reasons!: Decision;
}

@ObjectType('WhatIfSatellite', {
  simpleResolvers: true,
  description: 'A satellite for which the plan has no room.',
})
export class WhatIfSatelliteType {
  @Field(() => SatelliteType, { description: 'The satellite.' })
  satellite!: object;

  @Field(() => LocalDateScalar, { description: 'From which day of the period, in the provider’s time zone.' })
  on!: LocalDate;

  @Field(() => [RuleOutcomeType], { description: 'Why there is no room.' })
  reasons!: Decision;
}

@ObjectType('WhatIfOpening', {
  simpleResolvers: true,
  description:
    'An opening entry: what was used of a contract year before the contract was brought in by an import, of which no requests and blocks are recorded. Nobody knows on which days, so it counts before all that is recorded of the year.',
})
export class WhatIfOpeningType {
  @Field(() => ContractYearType, { description: 'The contract year of which it was used.' })
  contractYear!: ContractYear;

  @Field(() => Int, { description: 'How many support requests were used.' })
  incidents!: number;

  @Field(() => Int, { description: 'How many of them the plan would have refused.' })
  refusedIncidents!: number;

  @Field(() => Int, { description: 'How many included consulting blocks were used.' })
  consultingBlocks!: number;

  @Field(() => Int, { description: 'How many of them the plan would not have included.' })
  extraConsultingBlocks!: number;

  @Field(() => [RuleOutcomeType], {
    description: 'Why; empty where the plan would have granted all of it.',
  })
  reasons!: Decision;
}

@ObjectType('WhatIf', {
  simpleResolvers: true,
  description:
    'What a contract really used in a period, replayed against another plan. Voided requests and blocks that were given back are left out; what was used earlier in the same contract year counts against the plan.',
})
export class WhatIfType {
  @Field(() => ContractType, { description: 'The contract.' })
  contract!: ContractState;

  @Field(() => PlanType, { description: 'The plan it is replayed against.' })
  plan!: Plan;

  @Field(() => LocalDateScalar, { description: 'First day of the period.' })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The first day that no longer belongs to it.' })
  to!: LocalDate;

  @Field(() => Int, {
    description:
      'How many support requests were replayed; those of opening entries are counted in `openings`.',
  })
  incidents!: number;

  @Field(() => [WhatIfRefusedIncidentType], {
    description: 'Those that the plan would have refused, in the order of receipt.',
  })
  refusedIncidents!: readonly WhatIfRefusedIncidentType[];

  @Field(() => [WhatIfResponseTargetType], {
    description: 'Those that it would have taken with another response target, in the order of receipt.',
  })
  otherResponseTargets!: readonly WhatIfResponseTargetType[];

  @Field(() => Int, {
    description:
      'How many consulting blocks, booked or delivered, were replayed; those of opening entries are counted in `openings`.',
  })
  consultingBlocks!: number;

  @Field(() => [WhatIfExtraBlockType], {
    description: 'Those beyond the included ones of the plan, in the order of their appointments.',
  })
  extraConsultingBlocks!: readonly WhatIfExtraBlockType[];

  @Field(() => [WhatIfContactType], {
    description: 'Contacts for whom there would have been no room, in the order in which they came.',
  })
  namedContactsWithoutRoom!: readonly WhatIfContactType[];

  @Field(() => [WhatIfSatelliteType], {
    description: 'Satellites for which there would have been no room, in the order in which they came.',
  })
  satellitesWithoutRoom!: readonly WhatIfSatelliteType[];

  @Field(() => [WhatIfOpeningType], {
    description:
      'Opening entries whose use may lie in the period, replayed whole; empty where the contract was not brought in by an import.',
  })
  openings!: readonly WhatIfOpeningType[];
}
