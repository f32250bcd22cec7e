const FEATURES = [
  'calendar',
  'catalog',
  'customers',
  'contracts',
  'contacts',
  'satellites',
  'consulting',
  'incidents',
  'billing',
  'entitlements',
];
/** Which other features each feature may import; its own folder, shared/ and platform/ always. */
const UPSTREAM = {
  calendar: [],
  catalog: ['calendar'],
  customers: ['catalog'],
  contracts: ['calendar', 'catalog', 'customers'],
  contacts: ['catalog', 'customers', 'contracts'],
  satellites: ['catalog', 'customers', 'contracts'],
  consulting: ['calendar', 'catalog', 'customers', 'contracts'],
  incidents: ['calendar', 'catalog', 'customers', 'contracts', 'contacts'],
  billing: ['catalog', 'customers', 'contracts', 'consulting'],
  entitlements: FEATURES.filter((feature) => feature !== 'entitlements' && feature !== 'billing'),
  access: ['customers'],
  audit: ['catalog'],
};

const featureRules = Object.entries(UPSTREAM).map(([feature, upstream]) => ({
  name: `${feature}-imports-upstream-only`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: '^src/', pathNot: `^src/(${['shared', 'platform', feature, ...upstream].join('|')})/` },
}));

/** Which layers of src/<feature>/ each layer may import. */
const PLATFORM = ['transactions', 'reads', 'journal'];
const LAYERS = {
  domain: ['domain'],
  persistence: ['domain', 'persistence', ...PLATFORM],
  'use-cases': ['domain', 'persistence', 'use-cases', 'file', ...PLATFORM],
  graphql: ['domain', 'persistence', 'use-cases', 'graphql', ...PLATFORM],
};

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer}-imports-${allowed.join('-')}`,
  severity: 'error',
  from: { path: `^src/[^/]+/${layer}/` },
  to: { path: '^src/[^/]+/[^/]+/', pathNot: `^src/([^/]+/(${allowed.join('|')})/|calendar/)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...featureRules,
    ...layerRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.ts$' } },
    {
      name: 'shared-knows-no-feature',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(?!platform/|shared/)' },
    },
    {
      name: 'nobody-imports-entitlements',
      severity: 'error',
      from: { path: '^src/(?!boot/|http/|graphql/|entitlements/)' },
      to: { path: '^src/entitlements/' },
    },
    {
      name: 'nobody-imports-the-program',
      severity: 'error',
      from: { path: '^src/(?!boot/|http/|graphql/|cli/|main)' },
      to: { path: '^src/(boot|http|graphql)/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/([^/]+/domain|calendar)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: '(^|/)node_modules/(luxon|date-holidays|lru-cache)/',
      },
    },
    {
      name: 'src-does-not-import-tests',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { path: '^test/' },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
