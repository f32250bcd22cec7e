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
/** Which other features each feature may import; its own folder and shared/ always. */
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
  audit: [],
};

const featureRules = Object.entries(UPSTREAM).map(([feature, upstream]) => ({
  name: `${feature}-imports-upstream-only`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: '^src/', pathNot: `^src/(${['shared', feature, ...upstream].join('|')})/` },
}));

/** Which layers of src/<feature>/ each layer may import. */
const LAYERS = {
  domain: ['domain'],
  persistence: ['domain', 'persistence'],
  'use-cases': ['domain', 'persistence', 'use-cases', 'file'],
  graphql: ['domain', 'persistence', 'use-cases', 'graphql'],
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
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.ts$' } },
    {
      name: 'shared-knows-no-feature',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'nobody-imports-entitlements',
      severity: 'error',
      from: { path: '^src/(?!app/|entitlements/)' },
      to: { path: '^src/entitlements/' },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      from: { path: '^src/(?!app/|cli/|main)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/([^/]+/domain|calendar)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'core'],
        pathNot: '(^|/)node_modules/(luxon|date-holidays)/',
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
