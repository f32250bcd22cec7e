import { z } from 'zod';
import { describeIssue } from './describe-issue';
import { nearestWord } from './nearest-word';
import { RuleFault } from './rule-fault';
import { FilePath } from './yaml-text';

type Issue = z.core.$ZodIssue;

/** Every value of the content that does not fit the schema, with its place. Empty where all of it fits. */
export function schemaFaults(schema: z.ZodType, content: unknown): readonly RuleFault[] {
  const result = schema.safeParse(content, { error: describeIssue });
  return result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(schema, issue, []));
}

/** Inside a union an issue counts its path from there, so that the way to the union is handed down. */
function faultsOf(schema: z.ZodType, issue: Issue, above: FilePath): readonly RuleFault[] {
  const path = [...above, ...(issue.path as FilePath)];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((issues) => !issues.some(isOfWrongKind));
    if (meant !== undefined) return meant.flatMap((inner) => faultsOf(schema, inner, path));
  }
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  const known = keysAt(schema, path);
  return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, known) }));
}

/** Whether the value as a whole is none that this branch of a union is for. */
function isOfWrongKind({ path, code }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = nearestWord(key, known);
  return nearest === null
    ? `is not known; known here: ${known.join(', ')}`
    : `is not known; did you mean ${nearest}?`;
}

/** The keys that the schema knows of the block at the path. */
function keysAt(schema: unknown, path: FilePath): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : keysAt(schema.shape[step], rest);
}
