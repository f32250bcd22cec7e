import { defaultFieldResolver, GraphQLFieldResolver, GraphQLSchema, isObjectType } from 'graphql';
import { RequestContext } from '../catalog/request-context';

/** Lets no resolver begin for a request that is over. What only picks a property of its row is not asked. */
export function stopResolversWhenOver(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve !== undefined && resolve !== defaultFieldResolver) field.resolve = unlessOver(resolve);
    }
  }
}

function unlessOver(
  resolve: GraphQLFieldResolver<unknown, RequestContext>,
): GraphQLFieldResolver<unknown, RequestContext> {
  return (source, args, context, info) => {
    context.lifetime.refuseWhenOver();
    return resolve(source, args, context, info);
  };
}
