import { getMetadataArgsStorage } from 'typeorm';

type EntityClass<Entity> = new () => Entity;
type Property<Entity> = keyof Entity & string;

/** Properties of an entity: a list, or, where the row's names differ, the row's name of each. */
export type Properties<Entity> =
  readonly Property<Entity>[] | Readonly<Record<string, Property<Entity> | undefined>>;

interface Column {
  /** The name in a row of the result, which is that of the property unless another is given. */
  readonly as: string;
  readonly name: string;
  readonly type: string;
}

/**
 * A select list of an entity's columns, each under the name of its property: `i.contract_id AS "contractId", i.channel`.
 * All columns, unless `properties` names some. It is text for a statement: make it once, when the module is loaded.
 * Throws RangeError for what is no property of the entity, so that a slip fails at the start.
 */
export function columnsOf<Entity>(
  entity: EntityClass<Entity>,
  alias: string,
  properties: Properties<Entity> = allBut(entity),
): string {
  return columns(entity, properties)
    .map(({ as, name }) => `${alias}.${name}${as === name ? '' : ` AS "${as}"`}`)
    .join(', ');
}

/** Every property of an entity that is a column, in the order of the class, without those that are named. */
export function allBut<Entity>(
  entity: EntityClass<Entity>,
  ...left: readonly Property<Entity>[]
): readonly Property<Entity>[] {
  columns(entity, left);
  return [...tableOf(entity).keys()].filter(
    (property) => !left.includes(property as Property<Entity>),
  ) as Property<Entity>[];
}

/** The column list of an insert: `contract_id, channel`. Throws as `columnsOf`. */
export function insertColumns<Entity>(entity: EntityClass<Entity>, properties: Properties<Entity>): string {
  return columns(entity, properties)
    .map(({ name }) => name)
    .join(', ');
}

/**
 * The column definitions of `json_to_recordset` for objects that have these properties: `"contractId" bigint,
 * "channel" text`. Throws as `columnsOf`.
 */
export function recordColumns<Entity>(entity: EntityClass<Entity>, properties: Properties<Entity>): string {
  return columns(entity, properties)
    .map(({ as, type }) => `"${as}" ${type}`)
    .join(', ');
}

/** The same columns as they are read from the record set, in the order of `insertColumns`: `"contractId", "channel"`. */
export function recordValues<Entity>(entity: EntityClass<Entity>, properties: Properties<Entity>): string {
  return columns(entity, properties)
    .map(({ as }) => `"${as}"`)
    .join(', ');
}

function columns<Entity>(entity: EntityClass<Entity>, properties: Properties<Entity>): readonly Column[] {
  const table = tableOf(entity);
  const wanted: readonly (readonly [string, string | undefined])[] = Array.isArray(properties)
    ? properties.map((property: string) => [property, property] as const)
    : Object.entries(properties as Readonly<Record<string, string | undefined>>);
  return wanted.map(([as, property = as]) => {
    const column = table.get(property);
    if (column === undefined) throw new RangeError(`${entity.name} has no column for "${property}"`);
    return { ...column, as };
  });
}

/** What the decorators of an entity say of its columns: known once its file is loaded, before there is a connection. */
function tableOf<Entity>(entity: EntityClass<Entity>): ReadonlyMap<string, Omit<Column, 'as'>> {
  const described = getMetadataArgsStorage().filterColumns(entity);
  return new Map(
    described.map(({ propertyName, options }) => [
      propertyName,
      { name: options.name ?? propertyName, type: String(options.type) },
    ]),
  );
}
