import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { ProductSupportReason } from '../domain/version-policy';

export const ProductSupportReasonEnum: Record<ProductSupportReason, ProductSupportReason> = {
  CURRENT_MAJOR: 'CURRENT_MAJOR',
  LATEST_OF_PREVIOUS_MAJOR: 'LATEST_OF_PREVIOUS_MAJOR',
  WITHIN_FIRST_YEAR: 'WITHIN_FIRST_YEAR',
  UNSUPPORTED: 'UNSUPPORTED',
  UNKNOWN_VERSION: 'UNKNOWN_VERSION',
};

registerEnumType(ProductSupportReasonEnum, {
  name: 'ProductSupportReason',
  description: 'As what a version is supported, or why it is not.',
  valuesConfig: {
    CURRENT_MAJOR: {
      description:
        'It belongs to the current major; without a list of releases: it is not below the minimum.',
    },
    LATEST_OF_PREVIOUS_MAJOR: {
      description: 'It is the newest version of the major before the current one.',
    },
    WITHIN_FIRST_YEAR: { description: 'Its major was replaced, and is less than one year old.' },
    UNSUPPORTED: { description: 'No clause of the policy supports it any more, or it is below the minimum.' },
    UNKNOWN_VERSION: { description: 'No such version was out on that day, or it is no version number.' },
  },
});

@ObjectType('ProductSupport', {
  simpleResolvers: true,
  description: 'Whether a version of a product is supported on a day.',
})
export class ProductSupportType {
  @Field(() => String, { description: 'Code of the product.' })
  product!: string;

  @Field(() => String, { description: 'The version that was asked about.' })
  version!: string;

  @Field(() => Boolean, { description: 'Whether it is supported.' })
  supported!: boolean;

  @Field(() => ProductSupportReasonEnum, { description: 'As what, or why not.' })
  reason!: ProductSupportReason;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The first day without support, if nothing more were released until then; null: not supported, or without an end.',
  })
  until!: LocalDate | null;

  @Field(() => String, { description: 'The clause that decided, with its dates, in plain English.' })
  explanation!: string;
}
