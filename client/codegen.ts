import { CodegenConfig } from '@graphql-codegen/cli';

/** Types of the schema and typed documents of `client/documents`: `npm run client:documents`. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'client/documents/*.graphql',
  generates: {
    'client/src/documents.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        enumsAsTypes: true,
        defaultScalarType: 'unknown',
        scalars: { DateTime: 'string', LocalDate: 'string', Decimal: 'string', JSON: 'unknown' },
      },
    },
  },
};

// The command line of GraphQL Code Generator reads the default export.
export default config;
