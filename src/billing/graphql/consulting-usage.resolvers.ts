import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { Plan } from '../../catalog/domain/plan';
import { PlanType } from '../../catalog/graphql/plan.type';
import { Connection, connectionOf } from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { MoneyType, toMoneyType } from '../../shared/graphql/money.type';
import { checkPeriod, UsageSelection } from '../domain/usage-selection';
import {
  ConsultingTotal,
  consultingTotals,
  ConsultingUsage,
  moneyOf,
  usagePage,
} from '../persistence/consulting-usage';
import { ConsultingUsageArgs } from './consulting-usage.args';
import {
  ConsultingTotalType,
  ConsultingUsageConnectionType,
  ConsultingUsageType,
} from './consulting-usage.type';

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
    @Args(() => ConsultingUsageArgs) { from, to, customerId, first, after }: ConsultingUsageArgs,
    @Ctx() { database }: RequestContext,
  ): Promise<UsageConnection> {
    const customer = customerId == null ? null : fromGlobalId('Customer', customerId, 'customerId');
    const selection = { from, to, customerId: customer };
    checkPeriod(selection);
    return Object.assign(connectionOf(await usagePage(database.sql, selection, { first, after })), {
      selection,
    });
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
}

@Resolver(() => ConsultingUsageType)
export class ConsultingUsageFields {
  @FieldResolver(() => PlanType, {
    description: 'The plan version in force: at the appointment, for an order at the order.',
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
}

function asMoney(minorUnits: string | null, currency: string | null): MoneyType | null {
  const money = moneyOf(minorUnits, currency);
  return money && toMoneyType(money);
}
