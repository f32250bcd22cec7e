import { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a whole number',
  array: 'a list',
  object: 'a block of keys and values',
};
const SHOWN_CHARACTERS = 40;

/** What is wrong with a value, in plain English; undefined where the schema itself says it. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const isAboutKind = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (isAboutKind && issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${shown(issue.input)}${quoteAdvice(issue)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}, not ${shown(issue.input)}`;
    case 'too_small':
      return isEmpty(issue) ? 'must not be empty' : `must be at least ${amount(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must be at most ${amount(issue.origin, issue.maximum)}`;
    case 'not_multiple_of':
      return `must be a whole multiple of ${issue.divisor}, not ${shown(issue.input)}`;
    default:
      return undefined;
  }
}

/** YAML reads 3.10 as the number 3.1. */
function quoteAdvice(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  return issue.expected === 'string' && typeof issue.input === 'number' ? ': write it in quotes' : '';
}

function isEmpty({ origin, minimum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): boolean {
  return minimum === 1 && (origin === 'string' || origin === 'array');
}

function amount(origin: string, number: number | bigint): string {
  if (origin === 'string') return `${number} characters long`;
  return origin === 'array' ? `${number} items long` : `${number}`;
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a block';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN_CHARACTERS)) : `${value as number}`;
}
