import { GraphQLError, GraphQLScalarType, Kind, ValueNode } from 'graphql';
import { DateTime } from 'luxon';
import { LocalDate, parseLocalDate } from '../domain/local-date';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

// The calendar computes from 1970; a century is left for what is due after the last instant.
const FIRST_YEAR = 1970;
const LAST_YEAR = 2899;

function fault(message: string, node: ValueNode | undefined): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code: 'BAD_USER_INPUT' } });
}

function parseInstant(value: unknown, node?: ValueNode): Date {
  if (typeof value !== 'string' || !INSTANT.test(value))
    throw fault('A DateTime is an instant with its offset from UTC, such as 2026-03-15T09:00:00Z.', node);
  const instant = DateTime.fromISO(value, { zone: 'utc' });
  if (!instant.isValid || instant.year < FIRST_YEAR || instant.year > LAST_YEAR)
    throw fault('This DateTime does not exist, or lies outside the years 1970 to 2899.', node);
  return instant.toJSDate();
}

function parseDate(value: unknown, node?: ValueNode): LocalDate {
  const date = typeof value === 'string' ? parseLocalDate(value) : null;
  if (date === null) throw fault('A LocalDate is a calendar date that exists, written YYYY-MM-DD.', node);
  return date;
}

export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  description:
    'An instant, ISO 8601. Taken with any offset (2026-03-15T10:00:00+01:00), kept to the millisecond, returned in UTC (2026-03-15T09:00:00.000Z).',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339#section-5.6',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null, node),
});

export const LocalDateScalar = new GraphQLScalarType({
  name: 'LocalDate',
  description: 'A calendar date in the provider’s time zone, YYYY-MM-DD.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339#section-5.6',
  serialize: (value) => value as string,
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : null, node),
});
