import { Field, Int, ObjectType } from 'type-graphql';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { LocalDate } from '../../shared/domain/local-date';

@ObjectType('Contract', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'One customer, one plan version, an activation date, a term, its renewals and its end.',
})
export class ContractType extends NodeType {
  @Field(() => String, { description: 'The number by which people know the contract; unique.' })
  number!: string;

  @Field(() => LocalDateScalar, {
    description: 'The day on which the order was received, in the provider’s time zone.',
  })
  orderReceivedOn!: LocalDate;

  @Field(() => LocalDateScalar, {
    description: 'The first day on which it is active; contract years and renewals count from it.',
  })
  activatesOn!: LocalDate;

  @Field(() => Int, { description: 'Months of the term, and of each renewal.' })
  termMonths!: number;
}

export const ContractConnectionType = estimatedConnectionType('Contract', () => ContractType);
