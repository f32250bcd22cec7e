import { Environment } from './environment';

export interface DescribedSetting {
  readonly name: string;
  /** As it would be written in the environment, without passwords; null where it is not set and has no default. */
  readonly value: string | null;
  readonly origin: 'environment' | 'default' | 'not set';
}

/** Every setting of the program with its value and where that comes from, in the order of their names. */
export function describeSettings(
  names: readonly string[],
  environment: Environment,
  variables: Readonly<Record<string, string | undefined>>,
): DescribedSetting[] {
  return [...names].sort().map((name) => {
    const value: unknown = environment[name as keyof Environment];
    if (value === undefined) return { name, value: null, origin: 'not set' };
    const isGiven = variables[name] !== undefined && variables[name] !== '';
    return { name, value: withoutSecrets(textOf(value)), origin: isGiven ? 'environment' : 'default' };
  });
}

function textOf(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Passwords of addresses, before the host and as a parameter. */
function withoutSecrets(text: string): string {
  return text
    .replace(/(\w:\/\/[^:@/\s]*):[^@/\s]*@/g, '$1:***@')
    .replace(/([?&](?:password|sslpassword)=)[^&\s]*/g, '$1***');
}
