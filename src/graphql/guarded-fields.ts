import {
  defaultFieldResolver,
  GraphQLError,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLSchema,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { FIELD_PERMISSIONS, FieldPermission } from '../access/field-permissions';
import { RequestContext } from '../catalog/request-context';
import { ROLES } from '../shared/domain/caller';

type Field = GraphQLField<unknown, RequestContext>;
type Resolver = GraphQLFieldResolver<unknown, RequestContext>;

/**
 * Asks the table of fields before a field that not every role reads. Throws where a row names no field, or hides one that
 * cannot be null.
 */
export function guardFields(schema: GraphQLSchema): void {
  for (const [name, permission] of FIELD_PERMISSIONS) {
    const [typeName, fieldName] = name.split('.') as [string, string];
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? (type.getFields()[fieldName] as Field | undefined) : undefined;
    if (field === undefined) throw new Error(`the table of fields names ${name}, which is not in the schema`);
    if (permission.otherwise === 'HIDDEN' && isNonNullType(field.type))
      throw new Error(`the table of fields hides ${name}, which cannot be null`);
    if (permission.roles.length < ROLES.length) field.resolve = guarded(name, field, permission);
  }
}

function guarded(name: string, field: Field, { roles, otherwise }: FieldPermission): Resolver {
  const resolve = field.resolve ?? defaultFieldResolver;
  return (source, args, context, info) => {
    if (roles.includes(context.caller.role)) return resolve(source, args, context, info);
    if (otherwise === 'HIDDEN') return null;
    throw new GraphQLError(`${name} is for keys of role ${roles.join(' and ')}.`, {
      extensions: { code: 'FORBIDDEN' },
    });
  };
}
