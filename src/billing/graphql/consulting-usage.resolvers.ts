import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { knownProviderCode } from '../../catalog/use-cases/known-provider';
import { Plan } from '../../catalog/domain/plan';
import { PlanType } from '../../catalog/graphql/plan.type';
import { Connection, connectionOf } from '../../shared/graphql/connection.type';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { invoiceMinor } from '../../consulting/domain/ledger-entry';
import { MoneyType, SignedMoneyType, toMoneyType } from '../../shared/graphql/money.type';
import { checkPeriod, UsageSelection } from '../domain/usage-selection';
import {
  ConsultingTotal,
  consultingTotals,
  ConsultingUsage,
  moneyOf,
  usagePage,
} from '../persistence/consulting-usage';
import {
  ConsultingTotalType,
  ConsultingUsageConnectionType,
  ConsultingUsageType,
} from './consulting-usage.type';

@ArgsType()
class ConsultingUsageArgs {
  @Field(() => DateTimeScalar, { description: 'The first instant of the period.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'The first instant that no longer belongs to the period.' })
  to!: Date;

  @Field(() => ID, { nullable: true, description: 'Only of this Customer; of all where left out.' })
  customerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this Contract.' })
  contractId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of contracts with this provider: "it-novum".' })
  providerCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, from 0 to 200; 25 unless told otherwise.' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ones after this cursor. The last one of a walk shows, later on, what has come since.',
  })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, from 0 to 200.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The ones before this cursor.' })
  before?: string | null;
}

interface UsageConnection extends Connection<ConsultingUsage> {
  readonly selection: UsageSelection;
}

@Resolver()
export class ConsultingUsageResolvers {
  @Query(() => ConsultingUsageConnectionType, {
    description:
      'Every consulting event that counts in [from, to), over all customers, in an order that never changes: what is written later comes after the last cursor.',
  })
  async consultingUsage(
    @Args(() => ConsultingUsageArgs) args: ConsultingUsageArgs,
    @Ctx() { catalog, database, scope }: RequestContext,
  ): Promise<UsageConnection> {
    const { from, to, first, after, last, before } = args;
    const idOf = (type: 'Customer' | 'Contract', id: string | null | undefined, path: string) =>
      id == null ? null : fromGlobalId(type, id, path);
    const customerId = idOf('Customer', args.customerId, 'customerId');
    const contractId = idOf('Contract', args.contractId, 'contractId');
    const providerCode = await knownProviderCode(catalog, args.providerCode, 'providerCode');
    const selection = { from, to, boundTo: scope.providerId, customerId, contractId, providerCode };
    checkPeriod(selection);
    const page = await usagePage(database.sql, selection, { first, after, last, before });
    return Object.assign(connectionOf(page), { selection });
  }
}

@Resolver(() => ConsultingUsageConnectionType)
export class ConsultingUsageTotalsFields {
  @FieldResolver(() => [ConsultingTotalType], {
    description:
      'Over the whole period asked for, whatever the page: a row for each source, kind and currency.',
  })
  totals(
    @Root() { selection }: UsageConnection,
    @Ctx() { database }: RequestContext,
  ): Promise<ConsultingTotal[]> {
    return consultingTotals(database.sql, selection);
  }
}

@Resolver(() => ConsultingTotalType)
export class ConsultingTotalFields {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'The sum of their net amounts; null for INCLUDED.',
  })
  netAmount(@Root() total: ConsultingTotal): MoneyType | null {
    return asMoney(total.netAmountMinor, total.currency);
  }

  @FieldResolver(() => SignedMoneyType, {
    nullable: true,
    description:
      'The sum of what they bill: of ORDERED, and of ORDER_REVERSED below zero; null for what is not invoiced.',
  })
  invoiceAmount(@Root() total: ConsultingTotal): SignedMoneyType | null {
    return asMoney(invoiceMinor(total.kind, total.netAmountMinor), total.currency);
  }
}

@Resolver(() => ConsultingUsageType)
export class ConsultingUsageFields {
  @FieldResolver(() => PlanType, {
    description:
      'The plan version in force: at the delivery, for an order at the order. What takes a row back names the same one.',
  })
  plan(@Root() usage: ConsultingUsage, @Ctx() { catalog }: RequestContext): Promise<Plan> {
    return catalog.plan(usage.planId);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'List price of an hour, as it was ordered; null for INCLUDED.',
  })
  listPrice(@Root() usage: ConsultingUsage): MoneyType | null {
    return asMoney(usage.listPriceMinor, usage.currency);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: 'Of all its hours after the discount, rounded half up once; null for INCLUDED.',
  })
  netAmount(@Root() usage: ConsultingUsage): MoneyType | null {
    return asMoney(usage.netAmountMinor, usage.currency);
  }

  @FieldResolver(() => SignedMoneyType, {
    nullable: true,
    description:
      'What is to be invoiced by this row: of ORDERED its net amount, of ORDER_REVERSED that below zero, null for all others. The sum of all rows is what is to be billed, each thing once.',
  })
  invoiceAmount(@Root() usage: ConsultingUsage): SignedMoneyType | null {
    return asMoney(invoiceMinor(usage.kind, usage.netAmountMinor), usage.currency);
  }
}

function asMoney(minorUnits: string | null, currency: string | null): MoneyType | null {
  const money = moneyOf(minorUnits, currency);
  return money && toMoneyType(money);
}
