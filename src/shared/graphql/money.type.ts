import { Field, ObjectType } from 'type-graphql';
import { formatAmount, Money } from '../domain/money';
import { DecimalScalar } from './decimal.scalar';

@ObjectType('Money', { simpleResolvers: true, description: 'An amount of a currency.' })
export class MoneyType {
  @Field(() => DecimalScalar, {
    description: 'Exact, with all decimals of the currency: "150.00" EUR, "150" JPY.',
  })
  amount!: string;

  @Field(() => String, { description: 'By ISO 4217: EUR.' })
  currency!: string;
}

@ObjectType('SignedMoney', {
  simpleResolvers: true,
  description: 'An amount of a currency that may be below zero, which is to be credited.',
})
export class SignedMoneyType {
  @Field(() => DecimalScalar, {
    description: 'Exact, with all decimals of the currency: "-150.00" EUR, "150" JPY.',
  })
  amount!: string;

  @Field(() => String, { description: 'By ISO 4217: EUR.' })
  currency!: string;
}

/** Money as the API returns it. */
export function toMoneyType(money: Money): MoneyType {
  return { amount: formatAmount(money), currency: money.currency };
}
