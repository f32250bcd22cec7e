import { IANAZone } from 'luxon';
import { z } from 'zod';
import { DEFAULT_LIMITS } from '../graphql/cost/cost-limits';
import { hostListFault, hostListOf } from '../platform/hosts/host-list';
import { AUDIENCE_RULE, CLIENT_RULE, IDENTITY_SETTINGS } from './identity-settings';
import { MAIL_SETTINGS, SENDER_RULE } from './mail-settings';

/** A whole number in digits: `1e3`, `0x10` and a blank are slips of the pen. */
function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number().min(least, message).max(most, message));
}

function isDatabaseUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\/\S+$/.test(text)) return false;
  if (hostListFault(text) !== null) return true;
  if (!URL.canParse(hostListOf(text).url)) return false;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const databaseUrl = z
  .string()
  .refine(
    isDatabaseUrl,
    'must look like postgres://user:password@host:5432/database, with %40 for @ in a password, and several hosts as one:5432,two:5432',
  )
  .superRefine((text, context) => {
    const message = isDatabaseUrl(text) ? hostListFault(text) : null;
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

const readUrl = databaseUrl.refine(
  (text) => !text.includes('target_session_attrs='),
  'must have no target_session_attrs: each of its hosts is a server that follows the primary',
);

const PROXY = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** The proxies whose word about the caller's address is taken. */
const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((proxy) => proxy.trim()))
  .refine(
    (proxies) => proxies.every((proxy) => PROXY.safeParse(proxy).success),
    'must be addresses of proxies such as 10.0.0.5,10.1.0.0/16',
  );

function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Exact origins: a pattern, `*` or `null` would let in pages that nobody has named. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (all) => all.every(isOrigin),
    'must be exact origins such as https://desk.example.com,http://localhost:5173, each with its scheme, in small letters, without a path, a slash at the end or a standard port',
  );

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'].flatMap(
  (name) => [name, `parentbased_${name}`] as const,
);
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The one place that reads the process environment. Every setting, its default, and what is a fault. */
const SINGLE_SETTINGS = z.object({
  PORT: wholeNumber(0, 65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PROCESSES: wholeNumber(1, 64).default(1),
  DATA_DIR: z.string().min(1).default('.data'),
  CATALOG_DIR: z.string().min(1).default('catalog'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DATABASE_READ_URL: readUrl.optional(),
  DATABASE_POOLER: z.enum(['off', 'transaction'], { error: 'must be off or transaction' }).default('off'),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 100).default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  LOCK_TIMEOUT_MS: wholeNumber(100, 600_000).default(2_000),
  DECISION_RETENTION_MONTHS: wholeNumber(1, 1_200).default(24),
  MAX_REQUESTS_IN_FLIGHT: wholeNumber(1, 10_000).default(64),
  REQUEST_DEADLINE_MS: wholeNumber(100, 600_000).default(10_000),
  MAX_REQUESTS_WAITING: wholeNumber(0, 100_000).default(256),
  MAX_REQUESTS_WAITING_PER_KEY: wholeNumber(0, 10_000).default(64),
  REQUEST_WAIT_MS: wholeNumber(1, 60_000).default(1_000),
  MAX_UPLOADS_PER_KEY: wholeNumber(1, 10_000).default(256),
  HEADERS_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  IDLE_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(60_000),
  SLOW_READER_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  MAX_CONNECTIONS: wholeNumber(1, 100_000).default(5_000),
  MAX_CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000).default(2_000),
  MAX_EXPORTS: wholeNumber(1, 1_000).default(8),
  MAX_EXPORTS_PER_KEY: wholeNumber(1, 1_000).default(2),
  MAX_SUBSCRIPTIONS: wholeNumber(1, 100_000).default(1_000),
  MAX_SUBSCRIPTIONS_PER_KEY: wholeNumber(1, 100_000).default(100),
  METRICS_PORT: wholeNumber(1, 65535).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as http://localhost:4318' })
    .optional(),
  OTEL_SDK_DISABLED: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS, { error: `must be one of ${SAMPLERS.join(', ')}` }).optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a number from 0 to 1 such as 0.01')
    .transform(Number)
    .default(1),
  DOCTOR_EVERY_MINUTES: wholeNumber(0, 10_080).default(60),
  STOP_DELAY_MS: wholeNumber(0, 600_000).default(0),
  STOP_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(20_000),
  COST_BUCKET_POINTS: wholeNumber(0, 1_000_000_000).default(100_000),
  COST_RESTORE_PER_SECOND: wholeNumber(0, 1_000_000_000).default(20_000),
  WRONG_KEYS_PER_MINUTE: wholeNumber(0, 1_000_000).default(60),
  TRUST_PROXY: trustedProxies.optional(),
  BODY_LIMIT_KB: wholeNumber(1, 10_240).default(256),
  MAX_QUERY_DEPTH: wholeNumber(1, 100).default(DEFAULT_LIMITS.depth),
  MAX_QUERY_OCCURRENCES: wholeNumber(1, 1_000).default(DEFAULT_LIMITS.occurrences),
  MAX_QUERY_DIRECTIVES: wholeNumber(0, 100).default(DEFAULT_LIMITS.directives),
  MAX_QUERY_FIELDS: wholeNumber(1, 10_000).default(DEFAULT_LIMITS.fields),
  MAX_QUERY_NODES: wholeNumber(1, 1_000_000).default(DEFAULT_LIMITS.nodes),
  CORS_ORIGINS: origins.optional(),
  TRUSTED_DOCUMENTS: z
    .enum(['off', 'log', 'enforce'], { error: 'must be off, log or enforce' })
    .default('off'),
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
  // "prod" is a slip that would show what production is to hide.
  NODE_ENV: z
    .enum(['production', 'development', 'test'], {
      error: 'must be production, development or test, or absent',
    })
    .optional(),
  PAGES: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  WEBHOOK_ALLOW_PRIVATE: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  BILLING_TIME_ZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be a time zone such as Europe/Berlin')
    .default('Europe/Berlin'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  ...IDENTITY_SETTINGS,
  ...MAIL_SETTINGS,
});

const SETTINGS = SINGLE_SETTINGS.refine(
  ({ DATABASE_POOLER, DATABASE_URL, DATABASE_DIRECT_URL }) =>
    DATABASE_POOLER === 'off' || (DATABASE_URL !== undefined && DATABASE_DIRECT_URL !== undefined),
  {
    path: ['DATABASE_DIRECT_URL'],
    message:
      'must name the database of DATABASE_URL past the pooler, by the same user: locks and migrations need a session; or set DATABASE_POOLER=off',
    when: ({ issues }) => !issues.some(({ path }) => String(path?.[0]).startsWith('DATABASE')),
  },
)
  .refine((given) => given.DATABASE_READ_URL === undefined || given.DATABASE_URL !== undefined, {
    path: ['DATABASE_READ_URL'],
    message: 'must stand beside DATABASE_URL: nobody follows the embedded database',
    when: ({ issues }) => !issues.some(({ path }) => String(path?.[0]).startsWith('DATABASE')),
  })
  .refine((given) => given.TRUSTED_DOCUMENTS === 'off' || given.TRUSTED_DOCUMENTS_FILE !== undefined, {
    path: ['TRUSTED_DOCUMENTS_FILE'],
    message: 'must name the file of the trusted documents, or set TRUSTED_DOCUMENTS=off',
    // Also where other settings are at fault: all faults are named at once.
    when: ({ issues }) => !issues.some(({ path }) => String(path?.[0]).startsWith('TRUSTED')),
  });

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(SINGLE_SETTINGS.shape);

export type Environment = z.infer<typeof SETTINGS>;

/** Every fault of the environment at once, each with the name of its variable. */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Reads and checks the settings. An empty variable counts as absent. Throws EnvironmentError. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = SETTINGS.refine(...AUDIENCE_RULE)
    .refine(...CLIENT_RULE)
    .refine(...SENDER_RULE)
    .safeParse(given);
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}
