import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/** The least time between a deprecation and its end. */
const MONTHS = 12;
const END = /Removed on (\d{4}-\d{2}-\d{2})\.$/;

/**
 * What is wrong in the way from the last release's schema to this one, a line each; empty where nothing is. A change that breaks a
 * client has its path in the text `unreleased` of the changelog, in a code span; what is newly deprecated says in its
 * reason on which day it ends, `MONTHS` after `today` (YYYY-MM-DD) at the earliest.
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
  const known = deprecationsOf(released);
  const added = [...deprecationsOf(current)].filter(([path]) => !known.has(path));
  const earliest = monthsAfter(today);
  return [
    ...breaking.map(
      ({ path, message }) => `${path} breaks clients: ${message}. Name \`${path}\` in CHANGELOG.md.`,
    ),
    ...added.flatMap(([path, reason]) => deprecationFault(path, reason, earliest)),
  ];
}

function deprecationFault(path: string, reason: string, earliest: string): readonly string[] {
  const end = END.exec(reason)?.[1];
  if (end === undefined)
    return [`${path} is deprecated: end the reason with "Removed on ${earliest}." or later.`];
  return end < earliest ? [`${path} ends on ${end}, which is before ${earliest}.`] : [];
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

/** The reason of everything that is deprecated, by its path. */
function deprecationsOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (parent: string, members: readonly Member[]) => {
    for (const { name, deprecationReason, args = [] } of members) {
      const path = `${parent}.${name}`;
      if (deprecationReason != null) found.set(path, deprecationReason);
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
