import { Field, ObjectType } from 'type-graphql';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';

@ObjectType('Release', { simpleResolvers: true, description: 'One release of a product.' })
export class ReleaseType {
  @Field(() => String, { description: 'Major, minor and micro: 9.1.1.' })
  version!: string;

  @Field(() => LocalDateScalar, { description: 'The day on which it came out.' })
  releasedOn!: LocalDate;

  @Field(() => String, {
    nullable: true,
    description: 'Web address of what is new in it; null where the catalog names none.',
  })
  notesUrl!: string | null;

  @Field(() => Boolean, {
    description: 'Whether version and day are made up, to be replaced by the provider’s own.',
  })
  sample!: boolean;
}

@ObjectType('Product', { simpleResolvers: true, description: 'A product that support covers.' })
export class ProductType {
  @Field(() => String, { description: 'Stable code, as incidents name it: op5-monitor.' })
  code!: string;

  @Field(() => String, { description: 'Name for people, with what belongs to the product.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The lowest version that is supported; null: any, or as the version policy says of its releases.',
  })
  supportedFrom!: string | null;

  @Field(() => [ReleaseType], {
    description: 'What came out, in the order of the catalog; empty for a product without a version policy.',
  })
  releases!: readonly ReleaseType[];
}

@ObjectType('Holiday', {
  simpleResolvers: true,
  description: 'A public holiday, on which the service windows are closed.',
})
export class HolidayType {
  @Field(() => LocalDateScalar, { description: 'The whole day.' })
  on!: LocalDate;

  @Field(() => String, { description: 'Its name in English.' })
  name!: string;
}

@ObjectType('SupportAddress', { simpleResolvers: true, description: 'Where support is reached.' })
export class SupportAddressType {
  @Field(() => String, {
    nullable: true,
    description: 'The support page; null where the catalog names none.',
  })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'The helpdesk; null where the catalog names none.' })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The telephone number of support; null where the catalog names none.',
  })
  phone!: string | null;
}

@ObjectType('ProviderText', {
  simpleResolvers: true,
  description: 'Something that people have to know of the support, such as an obligation of the customer.',
})
export class ProviderTextType {
  @Field(() => String, { description: 'Stable code, made for programs: support-and-consulting.' })
  code!: string;

  @Field(() => String, { description: 'Title for people.' })
  title!: string;

  @Field(() => String, { description: 'Plain text in English.' })
  text!: string;
}
