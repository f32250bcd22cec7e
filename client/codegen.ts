import { CodegenConfig } from '@graphql-codegen/cli';
import { SCHEMA_TYPES } from '../scripts/typed-documents';

/** Types of the schema and typed documents of `client/documents`: `npm run client:documents`. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'client/documents/*.graphql',
  generates: {
    'client/src/documents.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: SCHEMA_TYPES,
    },
  },
};

// The command line of GraphQL Code Generator reads the default export.
export default config;
