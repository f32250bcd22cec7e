import { Field, ObjectType } from 'type-graphql';
import { RegionEnum } from '../../catalog/graphql/catalog.enums';
import { Language } from '../domain/language';
import { LanguageEnum } from './customer.enums';
import { Region } from '../../catalog/domain/plan';
import { estimatedConnectionType } from '../../shared/graphql/connection.type';
import { NodeType } from '../../shared/graphql/node.type';

@ObjectType('Customer', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A company that buys support.',
})
export class CustomerType extends NodeType {
  @Field(() => String, {
    description: 'The number by which the provider’s own systems know the customer; unique.',
  })
  number!: string;

  @Field(() => String, { description: 'Name of the company.' })
  name!: string;

  @Field(() => RegionEnum, {
    description: 'Where it is served from, which decides on whose clock support works.',
  })
  region!: Region;

  @Field(() => Boolean, { description: 'Whether it gives first-line support to customers of its own.' })
  isPartner!: boolean;

  partnerId!: string | null;

  @Field(() => LanguageEnum, { description: 'In which language it is written to.' })
  language!: Language;
}

export const CustomerConnectionType = estimatedConnectionType('Customer', () => CustomerType);
