import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { RequestContext } from '../request-context';
import { findProductSupport, ProductSupportAnswer } from '../use-cases/find-product-support';
import { ProductSupportType } from './product-support.type';

@Resolver()
export class ProductSupportResolvers {
  @Query(() => ProductSupportType, {
    nullable: true,
    description: 'Is this version of a product supported on a day, as what, until when and why?',
  })
  productSupport(
    @Arg('product', () => String, { description: 'Code of a product, such as op5-monitor.' }) product: string,
    @Arg('version', () => String, {
      description: 'A version such as 9.1.3; 9.1 or 9 ask about the newest release of it.',
    })
    version: string,
    @Arg('on', () => LocalDateScalar, {
      nullable: true,
      description: 'On which day, in the provider’s time zone; today where left out.',
    })
    on: LocalDate | null,
    @Arg('providerCode', () => String, {
      nullable: true,
      description:
        'Code of the provider whose support is asked about; where left out, the one that covered a product of this code first.',
    })
    providerCode: string | null,
    @Ctx() context: RequestContext,
  ): Promise<ProductSupportAnswer> {
    const question = { product, version, on: on ?? null, providerCode: providerCode ?? null };
    return findProductSupport(context, question);
  }
}
