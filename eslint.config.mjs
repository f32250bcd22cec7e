import graphql from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

const clockAndChance = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'domain/ has no clock: take the instant as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'domain/ has no clock: take the instant as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local)$/]",
    message: 'domain/ has no clock: take the instant as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'domain/ has no randomness.',
  },
  { selector: "MemberExpression[object.name='crypto']", message: 'domain/ has no randomness.' },
  { selector: 'AwaitExpression', message: 'domain/ is synchronous.' },
];

const ruleOfNullableRoots = graphql.rules['require-nullable-result-in-root'];
/** The rule of the plugin for Query alone: a payload of a mutation is never null, since each carries its `userErrors`. */
const nullableQueries = {
  ...ruleOfNullableRoots,
  create: (context) =>
    Object.fromEntries(
      Object.entries(ruleOfNullableRoots.create(context)).map(([selector, listen]) => [
        selector,
        (node) => node.name.value === 'Query' && listen(node),
      ]),
    ),
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '.data/',
      'coverage/',
      'bench/peers/',
      'client/codegen.ts',
      'client/src/documents.ts',
      'client/src/cache-facts.ts',
      'desk/src/gql/',
      'desk/graphiql/',
      '**/*.cjs',
      '**/*.mjs',
      'jest.config.js',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: tseslint.configs.recommendedTypeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'The environment is read in src/boot/environment.ts only.',
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['src/**/domain/**', 'src/calendar/**'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance] },
  },
  {
    files: ['src/boot/**', 'src/cli/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/domain/clock'],
              importNames: ['systemClock'],
              message: 'Processes and commands go by the clock of the database: see DatabaseClock.',
            },
          ],
        },
      ],
    },
  },
  // What an event handler returns is not looked at.
  {
    files: ['desk/**'],
    rules: {
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['src/boot/environment.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-properties': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql, ambit: { rules: { 'nullable-queries': nullableQueries } } },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
        },
      ],
      '@graphql-eslint/input-name': 'error',
      'ambit/nullable-queries': 'error',
      // The date of a deprecation stands in its reason, where clients see it: printSchema keeps no other argument of
      // @deprecated. scripts/schema-changes.ts checks it.
      '@graphql-eslint/require-deprecation-date': 'off',
      // Values have no identity: Money, a year of a contract, a page. That each type with an id is a Node, a test says.
      '@graphql-eslint/strict-id-in-types': 'off',
      // "customers" of a Customer and "releasedOn" of a Release are words of the field, not prefixes of the type.
      '@graphql-eslint/no-typename-prefix': 'off',
      // Every connection has `nodes`, lists that are short and bounded have no pages, and a row of a report is no Node.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
    },
  },
);
