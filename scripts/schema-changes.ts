import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** The least time between a deprecation and its end. */
const MONTHS = 12;
const END = /Removed on (\d{4}-\d{2}-\d{2})\.$/;

/**
 * What is wrong in the way from the last release's schema to this one, a line each; empty where nothing is. A change that breaks a
 * client has its path in the text `unreleased` of the changelog, in a code span; what is newly deprecated says in its
 * reason on which day it ends, `MONTHS` after `today` (YYYY-MM-DD) at the earliest. That day is a promise: until then what is
 * deprecated stays, whatever the changelog says, and the day does not come nearer.
 */
export async function schemaFaults(
  released: GraphQLSchema,
  current: GraphQLSchema,
  unreleased: string,
  today: string,
): Promise<readonly string[]> {
  const changes = await diff(released, current);
  const breaking = changes.filter(
    ({ criticality, path }) =>
      criticality.level === CriticalityLevel.Breaking && !unreleased.includes(`\`${path}\``),
  );
  const known = membersOf(released);
  const members = membersOf(current);
  const earliest = monthsAfter(today);
  return [
    ...breaking.map(
      ({ path, message }) => `${path} breaks clients: ${message}. Name \`${path}\` in CHANGELOG.md.`,
    ),
    ...[...members].flatMap(([path, reason]) =>
      reason === null || known.get(path) != null ? [] : deprecationFault(path, reason, earliest),
    ),
    ...[...known].flatMap(([path, reason]) => promiseFault(path, endOf(reason), members, today)),
  ];
}

function deprecationFault(path: string, reason: string, earliest: string): readonly string[] {
  const end = endOf(reason);
  if (end === null) return [`${path} is deprecated: end the reason with "Removed on ${earliest}." or later.`];
  return end < earliest ? [`${path} ends on ${end}, which is before ${earliest}.`] : [];
}

/** What is wrong with something that was released with `promised` as its last day; null: with none. */
function promiseFault(
  path: string,
  promised: string | null,
  members: ReadonlyMap<string, string | null>,
  today: string,
): readonly string[] {
  if (promised === null) return [];
  const reason = members.get(path);
  if (reason === undefined)
    return today < promised ? [`${path} was promised until ${promised}: it stays until then.`] : [];
  if (reason === null) return [];
  const end = endOf(reason);
  const isKept = end !== null && end >= promised;
  return isKept ? [] : [`${path} was promised until ${promised}: its end is no earlier than that.`];
}

function endOf(reason: string | null): string | null {
  return END.exec(reason ?? '')?.[1] ?? null;
}

function monthsAfter(today: string): string {
  const date = new Date(today);
  date.setUTCMonth(date.getUTCMonth() + MONTHS);
  return date.toISOString().slice(0, 10);
}

interface Member {
  readonly name: string;
  readonly deprecationReason?: string | null;
  readonly args?: readonly Member[];
}

/** Why each field, argument and value of an enum is deprecated, by its path; null where it is not. */
function membersOf(schema: GraphQLSchema): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  const look = (parent: string, members: readonly Member[]) => {
    for (const { name, deprecationReason, args = [] } of members) {
      const path = `${parent}.${name}`;
      found.set(path, deprecationReason ?? null);
      look(path, args);
    }
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      look(type.name, Object.values(type.getFields()));
    if (isEnumType(type)) look(type.name, type.getValues());
  }
  return found;
}
