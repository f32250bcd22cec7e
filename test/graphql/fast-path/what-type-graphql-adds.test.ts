import { graphql, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Authorized,
  BuildSchemaOptions,
  buildSchemaSync,
  createMethodMiddlewareDecorator,
  createParameterDecorator,
  createResolverClassMiddlewareDecorator,
  Directive,
  Extensions,
  Field,
  FieldResolver,
  Info,
  InputType,
  MiddlewareFn,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { buildDirectSchema, DirectSchemaOptions } from '../../../src/graphql/fast-path/direct-resolvers';
import { replaceResolver } from '../../../src/graphql/fast-path/what-type-graphql-adds';
import { validateInput } from '../../../src/shared/graphql/validate-input';

const louder: MiddlewareFn = async (_data, next) => `${String(await next())}!`;
const Louder = () => createMethodMiddlewareDecorator(louder);
const AllLouder = () => createResolverClassMiddlewareDecorator(louder);
const Asker = () => createParameterDecorator(({ context }) => (context as { name: string }).name);
const never = () => {
  throw new Error('not this');
};

@ObjectType()
class Person {
  @Field(() => String)
  name!: string;

  @Authorized()
  @Field(() => String, { nullable: true })
  secret?: string;

  @Field(() => String)
  shout(@Arg('mark', () => String) mark: string): string {
    return `${this.name}${mark}`;
  }

  get greeting(): string {
    return `Hello ${this.name}`;
  }
}

@ArgsType()
class ArgsWithDefaults {
  @Field(() => String, { nullable: true })
  text?: string;

  hidden = 'set by its class';
}

@ArgsType()
class PlainArgs {
  @Field(() => String)
  text!: string;
}

@InputType()
class RenamedInput {
  @Field(() => String, { name: 'outside', nullable: true })
  inside?: string;
}

@Resolver(() => Person)
class PersonResolver {
  @Query(() => Person)
  person(): object {
    return { name: 'Ada', secret: 'kept' };
  }

  @Query(() => String)
  @UseMiddleware(louder)
  middleware(): string {
    return 'plain';
  }

  @Query(() => String)
  @Louder()
  decorated(): string {
    return 'plain';
  }

  @Query(() => String, { nullable: true })
  @Authorized()
  authorized(): string {
    return 'for some';
  }

  @Query(() => String)
  ofParameter(@Asker() asker: string): string {
    return asker;
  }

  @Query(() => String)
  ofInfo(@Info() { fieldName }: { fieldName: string }): string {
    return fieldName;
  }

  @Query(() => String, { nullable: true })
  ofCheckedArg(@Arg('text', () => String, { validateFn: never }) text: string): string {
    return text;
  }

  @Query(() => String, { nullable: true })
  ofCheckedArgs(@Args(() => PlainArgs, { validateFn: never }) { text }: PlainArgs): string {
    return text;
  }

  @Query(() => String)
  ofDefaults(@Args(() => ArgsWithDefaults) { hidden }: ArgsWithDefaults): string {
    return hidden;
  }

  @Query(() => String)
  ofRenamed(@Arg('input', () => RenamedInput) input: RenamedInput): string {
    return JSON.stringify(input);
  }

  @FieldResolver(() => String)
  greets(@Root() person: Person): string {
    return person.greeting;
  }

  @FieldResolver(() => String)
  @UseMiddleware(louder)
  whispers(): string {
    return 'Ada';
  }

  @FieldResolver(() => String, { nullable: true })
  secret(): string {
    return 'of Ada';
  }
}

@Resolver()
@AllLouder()
class LouderClassResolver {
  @Query(() => String)
  ofLouderClass(): string {
    return 'plain';
  }
}

@Resolver()
@Authorized('ADMIN')
class AuthorizedClassResolver {
  @Query(() => String, { nullable: true })
  ofAuthorizedClass(): string {
    return 'for some';
  }

  @Query(() => String)
  @Authorized([])
  @Directive('@deprecated')
  @Extensions({ cost: 3 })
  told(): string {
    return 'for all';
  }
}

const OPTIONS: DirectSchemaOptions = {
  resolvers: [PersonResolver, LouderClassResolver, AuthorizedClassResolver],
  authChecker: ({ context }) => (context as { mayAll: boolean }).mayAll,
  authMode: 'null',
};

let direct: GraphQLSchema;
let typeGraphql: GraphQLSchema;
beforeAll(() => {
  direct = buildDirectSchema(OPTIONS);
  typeGraphql = buildSchemaSync({ ...OPTIONS, validate: false, validateFn: (value) => validateInput(value) });
});

async function answerOf(schema: GraphQLSchema, source: string, mayAll = false): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source, contextValue: { name: 'Ada', mayAll } });
  return errors === undefined ? { ...data } : errors.map(({ message }) => message);
}

it.each([
  ['a middleware', '{ middleware }', { middleware: 'plain!' }],
  ['a decorator made of a middleware', '{ decorated }', { decorated: 'plain!' }],
  ['a middleware of its class', '{ ofLouderClass }', { ofLouderClass: 'plain!' }],
  ['@Authorized', '{ authorized }', { authorized: null }],
  ['@Authorized of its class', '{ ofAuthorizedClass }', { ofAuthorizedClass: null }],
  ['a parameter of one of its own', '{ ofParameter }', { ofParameter: 'Ada' }],
  ['the parameter of the document', '{ ofInfo }', { ofInfo: 'ofInfo' }],
  ['a check of one argument', '{ ofCheckedArg(text: "any") }', ['not this']],
  ['a check of its arguments', '{ ofCheckedArgs(text: "any") }', ['not this']],
  ['arguments with initial values', '{ ofDefaults }', { ofDefaults: 'set by its class' }],
  ['a middleware of a field', '{ person { whispers } }', { person: { whispers: 'Ada!' } }],
  ['a parent that is more than its data', '{ person { greets } }', { person: { greets: 'Hello Ada' } }],
  ['a method of its object', '{ person { shout(mark: "?") } }', { person: { shout: 'Ada?' } }],
  ['@Authorized of the field beneath', '{ person { secret } }', { person: { secret: null } }],
])('a resolver called directly keeps what TypeGraphQL adds to it: %s', async (_what, source, answer) => {
  expect(toPlain(await answerOf(direct, source))).toEqual(answer);
  expect(await answerOf(direct, source)).toEqual(await answerOf(typeGraphql, source));
  expect(await answerOf(direct, source, true)).toEqual(await answerOf(typeGraphql, source, true));
});

it('a resolver called directly keeps what TypeGraphQL adds to it: another name in the schema', async () => {
  const source = '{ ofRenamed(input: { outside: "one" }) }';
  expect(await answerOf(direct, source)).toEqual(await answerOf(typeGraphql, source));
});

it('a resolver called directly keeps what TypeGraphQL adds to it: extensions and directives', () => {
  const { extensions, astNode } = direct.getQueryType()!.getFields()['told']!;
  expect(extensions).toMatchObject({ cost: 3 });
  expect(astNode?.directives?.map(({ name }) => name.value)).toEqual(['deprecated']);
});

it.each<[string, Partial<BuildSchemaOptions>]>([
  ['globalMiddlewares', { globalMiddlewares: [louder] }],
  ['container', { container: { get: () => new PersonResolver() } }],
  ['validate', { validate: true }],
  ['validateFn', { validateFn: never }],
])('a schema with the option %s is not built', (option, more) => {
  expect(() => buildDirectSchema({ ...OPTIONS, ...more })).toThrow(option);
});

it('a resolver set for all types at once takes the place of a plain one', async () => {
  replaceResolver(direct.getType('Person') as GraphQLObjectType, 'name', () => 'Grace');
  expect(toPlain(await answerOf(direct, '{ person { name } }'))).toEqual({ person: { name: 'Grace' } });
});

it.each(['secret', 'whispers', 'greets'])(
  'a resolver set for all types at once is refused for %s, which would lose what it has',
  (field) => {
    expect(() => replaceResolver(direct.getType('Person') as GraphQLObjectType, field, never)).toThrow(
      `Person.${field}`,
    );
  },
);

/** The library's objects have no prototype. */
function toPlain(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer)) as unknown;
}
