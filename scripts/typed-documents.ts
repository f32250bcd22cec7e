/** How GraphQL Code Generator writes the types of the schema, for the client as for the desk. */
export const SCHEMA_TYPES = {
  useTypeImports: true,
  enumType: 'string-literal',
  enumsAsTypes: true,
  defaultScalarType: 'unknown',
  scalars: { DateTime: 'string', LocalDate: 'string', Decimal: 'string', JSON: 'unknown' },
} as const;
