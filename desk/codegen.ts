import { CodegenConfig } from '@graphql-codegen/cli';
import { SCHEMA_TYPES } from '../scripts/typed-documents';

/**
 * Typed documents for every `graphql(…)` of the desk, checked against the schema: `npm run desk:documents`. A document that asks
 * for a field that is not there fails here, and not in a browser.
 */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'desk/src/**/*.{ts,tsx}',
  ignoreNoDocuments: false,
  generates: {
    'desk/src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: SCHEMA_TYPES,
    },
  },
};

// The command line of GraphQL Code Generator reads the default export.
export default config;
