import {
  defaultFieldResolver,
  getNullableType,
  GraphQLError,
  GraphQLFieldResolver,
  GraphQLInputType,
  GraphQLSchema,
} from 'graphql';
import { mayCall } from '../access/permissions';
import { RequestContext } from '../catalog/request-context';
import { Command } from '../shared/domain/command';
import { Refused } from '../shared/domain/refusal';
import { withDefaults } from './mutations/with-defaults';

type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * What holds for every root field, set once on the schema: the table of permissions before it, and around every
 * mutation its command for the unit of work and the turning of refusals into `userErrors`. A query may be null. Of a
 * subscription the table is asked when it begins.
 */
export function guardRootFields(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    field.resolve = permitted('Query', field, field.resolve ?? defaultFieldResolver);
    // One that fails or is refused is null beside its error, and the others of the document are answered.
    field.type = getNullableType(field.type);
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    field.subscribe = permitted('Subscription', field, field.subscribe!);
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    field.resolve = permitted(
      'Mutation',
      field,
      asCommand(field.name, field.args[0]!.type, field.resolve ?? defaultFieldResolver),
    );
  }
}

function permitted(type: string, field: { name: string }, resolve: Resolver): Resolver {
  const name = `${type}.${field.name}`;
  return (source, args, context, info) => {
    if (mayCall(context.caller.role, name)) return resolve(source, args, context, info);
    throw new GraphQLError(`A key of role ${context.caller.role} may not call ${name}.`, {
      extensions: { code: 'FORBIDDEN' },
    });
  };
}

function asCommand(mutation: string, inputType: GraphQLInputType, resolve: Resolver): Resolver {
  const readInput = withDefaults(inputType);
  return async (source, args: { input: Record<string, unknown> }, context, info) => {
    context.lifetime.beginWrite();
    context.command = { mutation, input: readInput(args.input) as Command['input'] };
    try {
      const payload = (await resolve(source, args, context, info)) as object;
      context.written.add(String(info.path.key));
      return { ...payload, userErrors: [] };
    } catch (error) {
      if (error instanceof Refused) return { userErrors: error.refusals };
      throw error;
    }
  };
}
