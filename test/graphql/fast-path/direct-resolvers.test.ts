import { MaxLength, ValidateNested } from 'class-validator';
import { graphql, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { buildDirectSchema } from '../../../src/graphql/fast-path/direct-resolvers';

@InputType()
class RuledInput {
  @Field(() => String)
  @MaxLength(3, { message: 'too long' })
  text!: string;
}

@InputType()
class InputWithInput {
  @Field(() => RuledInput)
  @ValidateNested()
  inner!: RuledInput;
}

@InputType()
class HeirOfInputWithInput extends InputWithInput {}

@ArgsType()
class PlainArgs {
  @Field(() => String, { nullable: true })
  text?: string;
}

@ArgsType()
class RuledArgs {
  @Field(() => String)
  @MaxLength(3, { message: 'too long' })
  text!: string;
}

@ArgsType()
class HeirOfRuledArgs extends RuledArgs {}

@ArgsType()
class ArgsWithInput {
  @Field(() => RuledInput)
  input!: RuledInput;
}

@ArgsType()
class ArgsWithOptionalInput {
  @Field(() => RuledInput, { nullable: true })
  input?: RuledInput | null;
}

@ObjectType()
class Thing {
  @Field(() => String)
  name!: string;
}

@Resolver(() => Thing)
class ThingResolver {
  private readonly greeting = 'Hello';

  @Query(() => Thing)
  thing(
    @Ctx() context: { name: string },
    @Arg('suffix', () => String, { nullable: true }) suffix: string | null,
  ): Thing {
    return { name: `${context.name}${suffix ?? ''}` };
  }

  @Query(() => String)
  plain(@Args(() => PlainArgs) { text }: PlainArgs): string {
    return text ?? 'nothing';
  }

  @Query(() => String)
  ruled(@Args(() => HeirOfRuledArgs) { text }: HeirOfRuledArgs): string {
    return text;
  }

  @Query(() => String)
  nested(@Args(() => ArgsWithInput) { input }: ArgsWithInput): string {
    return `${input.text} ${input instanceof RuledInput}`;
  }

  @Query(() => String)
  filtered(@Args(() => ArgsWithOptionalInput) { input }: ArgsWithOptionalInput): string {
    return input == null ? 'all' : `${input.text} ${input instanceof RuledInput}`;
  }

  @Query(() => String)
  ofInput(@Arg('input', () => RuledInput) input: RuledInput): string {
    return `${input.text} ${input instanceof RuledInput}`;
  }

  @Query(() => String)
  within(@Arg('input', () => HeirOfInputWithInput) { inner }: HeirOfInputWithInput): string {
    return `${inner.text} ${inner instanceof RuledInput}`;
  }

  @Query(() => String)
  many(@Arg('inputs', () => [RuledInput]) inputs: RuledInput[]): string {
    return inputs.map((input) => `${input.text} ${input instanceof RuledInput}`).join();
  }

  @FieldResolver(() => String)
  greetingOf(@Root() thing: Thing): string {
    return `${this.greeting} ${thing.name}`;
  }
}

let schema: GraphQLSchema;
beforeAll(() => {
  schema = buildDirectSchema({ resolvers: [ThingResolver] });
});

async function answerTo(source: string) {
  const { data, errors } = await graphql({ schema, source, contextValue: { name: 'Ada' } });
  return errors === undefined ? data : 'refused';
}

it.each([
  ['the context and a plain value', '{ thing(suffix: "!") { name } }', { thing: { name: 'Ada!' } }],
  ['a value left out', '{ thing { name } }', { thing: { name: 'Ada' } }],
  ['its parent and its own instance', '{ thing { greetingOf } }', { thing: { greetingOf: 'Hello Ada' } }],
  ['arguments without rules', '{ plain(text: "four") }', { plain: 'four' }],
  ['none of its arguments', '{ plain }', { plain: 'nothing' }],
  ['an argument whose class has rules', '{ ruled(text: "one") }', { ruled: 'one' }],
  ['an input', '{ ofInput(input: { text: "one" }) }', { ofInput: 'one true' }],
  ['an input within an input', '{ within(input: { inner: { text: "one" } }) }', { within: 'one true' }],
  ['a list of inputs', '{ many(inputs: [{ text: "one" }]) }', { many: 'one true' }],
  ['arguments with an input', '{ nested(input: { text: "one" }) }', { nested: 'one true' }],
  ['an input among its arguments', '{ filtered(input: { text: "one" }) }', { filtered: 'one true' }],
  ['none among them', '{ filtered }', { filtered: 'all' }],
  ['null for it', '{ filtered(input: null) }', { filtered: 'all' }],
])('calls a resolver with %s', async (_what, source, data) => {
  expect(await answerTo(source)).toEqual(data);
});

it.each([
  '{ ruled(text: "four") }',
  '{ ofInput(input: { text: "four" }) }',
  '{ within(input: { inner: { text: "four" } }) }',
])('has rules checked: %s', async (source) => {
  expect(await answerTo(source)).toBe('refused');
});

it('makes no promise for arguments without the input that they could have', () => {
  const { resolve } = schema.getQueryType()!.getFields()['filtered']!;
  const info = {} as GraphQLResolveInfo;
  expect([resolve!(undefined, {}, {}, info), resolve!(undefined, { input: null }, {}, info)]).toEqual([
    'all',
    'all',
  ]);
});
