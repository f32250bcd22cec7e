const PACKAGES = ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'];

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
  'endings',
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
  endings: ['catalog', 'contracts', 'consulting', 'incidents'],
  entitlements: FEATURES.filter((feature) => !['entitlements', 'billing', 'endings'].includes(feature)),
  events: ['catalog', 'customers', 'contracts', 'contacts', 'satellites', 'consulting', 'incidents'],
  reports: FEATURES.filter((feature) => !['billing', 'endings'].includes(feature)),
  book: ['catalog', 'customers', 'contracts', 'contacts', 'satellites', 'consulting'],
  access: ['catalog', 'customers'],
  audit: ['catalog', 'access'],
};

const featureRules = Object.entries(UPSTREAM).map(([feature, upstream]) => ({
  name: `${feature}-imports-upstream-only`,
  severity: 'error',
  from: { path: `^src/${feature}/` },
  to: { path: '^src/', pathNot: `^src/(${['shared', 'platform', feature, ...upstream].join('|')})/` },
}));

const CONTEXT = 'src/catalog/request-context\\.ts';
/** What each layer of src/<feature>/ may import: layers of any feature, other parts of src/, packages. */
const LAYERS = {
  domain: { layers: ['domain'], others: ['src/calendar/'], packages: ['luxon'] },
  file: {
    layers: ['domain', 'file'],
    others: ['src/calendar/'],
    packages: ['class-validator', 'csv-parse', 'fastest-levenshtein', 'luxon', 'yaml', 'zod'],
  },
  persistence: {
    layers: ['domain', 'persistence'],
    others: ['src/calendar/', 'src/platform/', CONTEXT],
    packages: ['luxon', 'typeorm'],
  },
  'use-cases': {
    layers: ['domain', 'persistence', 'use-cases', 'file'],
    others: ['src/calendar/', 'src/platform/', CONTEXT, 'src/access/[^/]+\\.ts'],
    packages: [],
  },
  graphql: {
    layers: ['domain', 'persistence', 'use-cases', 'graphql'],
    others: ['src/calendar/', 'src/platform/', CONTEXT],
    packages: ['luxon', 'graphql', 'type-graphql', 'class-validator'],
  },
};

const layerRules = Object.entries(LAYERS).flatMap(([layer, { layers, others, packages }]) => [
  {
    name: `${layer}-imports-layers-below`,
    severity: 'error',
    from: { path: `^src/[^/]+/${layer}/` },
    to: { path: '^src/', pathNot: `^(src/[^/]+/(${layers.join('|')})/|${others.join('|')})` },
  },
  {
    name: `${layer}-imports-few-packages`,
    severity: 'error',
    from: { path: `^src/[^/]+/${layer}/` },
    to: { dependencyTypes: PACKAGES, pathNot: `(^|/)node_modules/(${packages.join('|') || '-'})/` },
  },
]);

const ALL_FEATURES = Object.keys(UPSTREAM);
const DATA = '(domain|persistence|use-cases|file)';
/** What the parts of src/ that are no feature may import besides themselves. */
const PARTS = {
  shared: [],
  platform: ['shared/'],
  database: ['shared/domain/text'],
  backup: ['shared/', 'platform/'],
  doctor: ['shared/', 'platform/', 'contracts/(domain|persistence)/', 'consulting/persistence/'],
  demo: [
    'shared/',
    'platform/',
    'catalog/request-context',
    `(${ALL_FEATURES.filter((feature) => !['billing', 'book', 'entitlements', 'audit', 'reports'].includes(feature)).join('|')})/${DATA}/`,
  ],
  cli: [
    'shared/',
    'platform/',
    'doctor/',
    'backup/',
    'database/migrate',
    'boot/',
    'billing/export-period',
    `(access|billing|book|catalog|customers|events)/${DATA}/`,
  ],
  graphql: ['shared/', 'platform/', 'http/busy-response', `(${ALL_FEATURES.join('|')})/`],
  http: [
    'shared/',
    'platform/',
    'boot/(environment|exposure)',
    'demo/(demo-data|example-queries)',
    'graphql/',
    `(${ALL_FEATURES.join('|')})/`,
  ],
  processes: [
    'shared/',
    'platform/',
    'http/(metrics|shared-limits|stream-places|wrong-key-limit)',
    'graphql/cost/',
    'boot/environment',
  ],
  boot: [
    'shared/',
    'platform/',
    'http/',
    'processes/',
    'graphql/(cost|trusted-documents)/',
    'demo/',
    'doctor/',
    'database/',
    'events/webhooks/',
    `(${ALL_FEATURES.join('|')})/${DATA}/`,
  ],
};

const partRules = Object.entries(PARTS).map(([part, others]) => ({
  name: `${part}-imports-its-own`,
  severity: 'error',
  from: { path: `^src/${part}/` },
  to: { path: '^src/', pathNot: `^src/(${[`${part}/`, ...others].join('|')})` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...featureRules,
    ...layerRules,
    ...partRules,
    {
      name: 'every-folder-has-a-rule',
      severity: 'error',
      from: { path: `^src/(?!(${[...ALL_FEATURES, ...Object.keys(PARTS)].join('|')})/)[^/]+/` },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'desk-knows-the-api-alone',
      comment:
        'It is the example that frontend teams copy: whatever it needs to know of the server comes over the wire.',
      severity: 'error',
      from: { path: '^desk/' },
      to: { path: '^(src|test|scripts)/' },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/.*/index\\.ts$' } },
    {
      name: 'only-reports-import-entitlements',
      severity: 'error',
      from: { path: '^src/(?!boot/|http/|graphql/|reports/|entitlements/)' },
      to: { path: '^src/entitlements/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/([^/]+/domain|calendar)/' },
      to: {
        dependencyTypes: [...PACKAGES, 'core'],
        // Of Node itself only what names the ASCII form of a domain.
        pathNot: '(^|/)node_modules/(luxon|date-holidays|lru-cache)/|^(node:)?url$',
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
