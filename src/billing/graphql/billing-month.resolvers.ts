import { GraphQLError } from 'graphql';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { payloadType } from '../../shared/graphql/payload.type';
import { billingMonth } from '../domain/billing-month';
import { closeMonth, idOfMonth } from '../use-cases/close-month';
import { ListedMonth, listBillingMonths, listedMonth } from '../use-cases/list-billing-months';
import { verifyInTurn } from '../use-cases/verify-closed-exports';
import { BillingMonthType, CloseBillingMonthInput } from './billing-month.type';

const CloseBillingMonthPayload = payloadType('closeBillingMonth', 'billingMonth', () => BillingMonthType);

@Resolver(() => BillingMonthType)
export class BillingMonthResolvers {
  @Query(() => [BillingMonthType], {
    nullable: true,
    description:
      'The closed months of billing, the earliest first, and after them the open one, which is to be closed next.',
  })
  async billingMonths(@Ctx() context: RequestContext): Promise<BillingMonthType[]> {
    return (await listBillingMonths(context)).map(toType);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the export, made anew, still has the hash that it was closed with. False: somebody changed the database. Null where there is no `sha256`. Reads the whole month, so ask when you mean it.',
  })
  verified(
    @Root() { closed }: BillingMonthType,
    @Ctx() { database }: RequestContext,
  ): Promise<boolean | null> | null {
    return closed === null || closed.sha256 === null ? null : verifyInTurn(database.sql, closed);
  }

  @Mutation(() => CloseBillingMonthPayload, {
    description:
      'Closes a month: its export stays as it is from now on, and corrections count in the open month. Closing it once more changes nothing. Not for keys that are bound to a provider, since a month is closed for all.',
  })
  async closeBillingMonth(
    @Arg('input', { description: 'Which month.' }) { month: name }: CloseBillingMonthInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    if (context.scope.providerId !== null) throw boundToProvider();
    const month = billingMonth(name, context.billingTimeZone);
    if (month === null) {
      const message = 'input.month must be a month such as 2026-10.';
      throw new Refused([invalidInput(message, ['input', 'month'])]);
    }
    const closed = await closeMonth(context, month);
    return { billingMonth: toType(await listedMonth(context, closed, closed)) };
  }
}

/** The month of this id; null where there is none that is closed or open. */
export async function billingMonthById(
  context: RequestContext,
  id: string,
): Promise<BillingMonthType | null> {
  const month = (await listBillingMonths(context)).find((each) => idOfMonth(each) === id);
  return month === undefined ? null : toType(month);
}

function toType({ closed, ...month }: ListedMonth): BillingMonthType {
  const { startsAt, endsAt, timeZone, rows } = month;
  return {
    id: idOfMonth(month),
    month: month.month,
    timeZone,
    startsAt,
    endsAt,
    rows,
    closedAt: closed?.closedAt ?? null,
    sha256: closed?.sha256 ?? null,
    closed,
  };
}

function boundToProvider(): GraphQLError {
  return new GraphQLError(
    'A key that is bound to a provider may not close a month: it is closed for all providers.',
    { extensions: { code: 'FORBIDDEN' } },
  );
}
