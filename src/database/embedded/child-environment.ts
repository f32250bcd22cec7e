/**
 * All that PostgreSQL's programs learn of the environment. Without LANG and LC_ALL they neither refuse a locale that
 * the machine does not know nor make a cluster in one that depends on who started it.
 */
export const CHILD_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
} as const;
