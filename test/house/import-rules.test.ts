import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What is planted where, and the rule that must see it. */
interface Breach {
  readonly what: string;
  readonly file: string;
  readonly imports: string;
  readonly rule: string;
}

const breach = (what: string, file: string, imports: string, rule: string): Breach => ({
  what,
  file,
  imports,
  rule,
});

const BREACHES: readonly Breach[] = [
  breach(
    'a rule that knows the request',
    'src/incidents/domain/planted-1.ts',
    '../../catalog/request-context',
    'domain-imports-layers-below',
  ),
  breach(
    'a rule that knows the catalog of the process',
    'src/incidents/domain/planted-2.ts',
    '../../catalog/persistence/catalog',
    'domain-imports-layers-below',
  ),
  breach(
    'a use case that uses TypeORM',
    'src/incidents/use-cases/planted-3.ts',
    'typeorm',
    'use-cases-imports-few-packages',
  ),
  breach(
    'a use case that uses TypeGraphQL',
    'src/incidents/use-cases/planted-4.ts',
    'type-graphql',
    'use-cases-imports-few-packages',
  ),
  breach(
    'a statement that uses GraphQL',
    'src/incidents/persistence/planted-5.ts',
    'graphql',
    'persistence-imports-few-packages',
  ),
  breach(
    'a statement that knows a GraphQL type',
    'src/incidents/persistence/planted-6.ts',
    '../graphql/incident.type',
    'persistence-imports-layers-below',
  ),
  breach(
    'the doctor reading billing',
    'src/doctor/planted-7.ts',
    '../billing/persistence/closed-exports',
    'doctor-imports-its-own',
  ),
  breach(
    'a feature that uses one downstream',
    'src/contracts/use-cases/planted-8.ts',
    '../../incidents/domain/incident-life',
    'contracts-imports-upstream-only',
  ),
  breach(
    'the platform knowing a feature',
    'src/platform/planted-9.ts',
    '../catalog/request-context',
    'platform-imports-its-own',
  ),
  breach('a rule that reads a file', 'src/incidents/domain/planted-10.ts', 'node:fs', 'domain-is-pure'),
  breach(
    'the kernel knowing the platform',
    'src/shared/domain/planted-11.ts',
    '../../platform/sql',
    'shared-imports-its-own',
  ),
  breach(
    'a feature that asks entitlements',
    'src/billing/use-cases/planted-12.ts',
    '../../entitlements/domain/refused-by-plan',
    'only-reports-import-entitlements',
  ),
  breach(
    'the demo writing to billing',
    'src/demo/planted-13.ts',
    '../billing/use-cases/close-month',
    'demo-imports-its-own',
  ),
  breach(
    'a command that uses code of the API',
    'src/cli/planted-14.ts',
    '../graphql/reject-broken-text',
    'cli-imports-its-own',
  ),
  breach(
    'a migration that knows a feature',
    'src/database/planted-15.ts',
    '../contracts/persistence/contract.entity',
    'database-imports-its-own',
  ),
  breach('a barrel', 'src/doctor/planted-16.ts', './index', 'no-barrels'),
  breach(
    'a folder that no rule knows',
    'src/elsewhere/planted-17.ts',
    '../shared/domain/money',
    'every-folder-has-a-rule',
  ),
  breach('a cycle of types alone', 'src/doctor/planted-18.ts', './planted-19', 'no-cycles'),
];

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

let copy: string;
let seen: ReadonlySet<string>;
beforeAll(() => {
  copy = mkdtempSync(join(realpathSync(tmpdir()), 'ambit-planted-'));
  for (const part of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(part, join(copy, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
  for (const { file, imports } of BREACHES) plant(file, imports);
  plant('src/doctor/index.ts', './counters');
  plant('src/doctor/planted-19.ts', './planted-18');
  seen = violations(BREACHES.map(({ file }) => file));
});
afterAll(() => rmSync(copy, { recursive: true }));

it.each(BREACHES)('the rules of imports refuse $what', ({ file, rule }) => {
  expect(seen).toContain(`${file} ${rule}`);
});

/** An import of types alone counts too: what is known by its type is known. */
function plant(file: string, imports: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(
    join(copy, file),
    `import type * as planted from '${imports}';\nexport type Planted = typeof planted;\n`,
  );
}

/** What the rules say of these files, as "file rule". */
function violations(files: readonly string[]): ReadonlySet<string> {
  const cruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const how = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--max-depth', '2'];
  const { stdout, stderr } = spawnSync(process.execPath, [cruise, ...how, ...files], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stderr !== '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as Report;
  return new Set(summary.violations.map(({ from, rule }) => `${from} ${rule.name}`));
}
