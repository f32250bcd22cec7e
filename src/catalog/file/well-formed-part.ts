import { z } from 'zod';

/** A value of which anything may be left out, down to the last leaf; left-out items of a list keep their place. */
export type Part<T> = T extends readonly (infer Item)[]
  ? readonly (Part<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Part<T[Key]> }
    : T;

/**
 * What of a value fits its schema, so that a rule over several values can be checked although others are at fault.
 * Undefined where nothing does.
 */
export function wellFormedPart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Part<z.output<Schema>> | undefined {
  return partOf(schema, value) as Part<z.output<Schema>> | undefined;
}

function partOf(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return partOf(schema.unwrap(), value);
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => partOf(schema.element, item)) : undefined;
  }
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).map(([key, inner]) => [
      key,
      partOf(inner, valueAt(value, key)),
    ]);
    return Object.fromEntries(parts);
  }
  const result = (schema as z.ZodType).safeParse(value);
  return result.success ? result.data : undefined;
}

function valueAt(block: unknown, key: string): unknown {
  return (block as Readonly<Record<string, unknown>> | null | undefined)?.[key];
}
