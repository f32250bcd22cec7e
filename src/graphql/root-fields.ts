import {
  defaultFieldResolver,
  GraphQLError,
  GraphQLField,
  GraphQLFieldResolver,
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
 * mutation its command for the unit of work and the turning of refusals into `userErrors`.
 */
export function guardRootFields(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    field.resolve = permitted('Query', field, field.resolve ?? defaultFieldResolver);
  }
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    field.resolve = permitted('Mutation', field, asCommand(field, field.resolve ?? defaultFieldResolver));
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

function asCommand(
  { name: mutation, args: [input] }: GraphQLField<unknown, RequestContext>,
  resolve: Resolver,
): Resolver {
  const readInput = withDefaults(input!.type);
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
