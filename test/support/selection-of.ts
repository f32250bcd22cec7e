import {
  getNamedType,
  GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  GraphQLNamedType,
} from 'graphql';

/** A selection of every field of the type that needs no argument, a number of levels deep. */
export function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? `{ ${fieldsOf(named, depth)} }` : '';
}

function fieldsOf(type: GraphQLNamedType, depth: number): string {
  if (isAbstractType(type)) return '__typename ' + ('getFields' in type ? leaves(type) : '');
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter((field) =>
    field.args.every((arg) => !String(arg.type).endsWith('!')),
  );
  const selected = fields.flatMap((field) => {
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return field.name;
    return depth > 1 ? `${field.name} ${selectionOf(field.type, depth - 1)}` : [];
  });
  return ['__typename', ...selected].join(' ');
}

function leaves(type: { getFields(): Record<string, { name: string; type: GraphQLOutputType }> }): string {
  return Object.values(type.getFields())
    .filter((field) => !isCompositeType(getNamedType(field.type)))
    .map((field) => field.name)
    .join(' ');
}
