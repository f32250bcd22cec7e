import { Sql } from '../../platform/sql';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { checkPeriod, UsageSelection } from '../domain/usage-selection';
import { contractIdOf, customerIdOf, providerCodes } from '../persistence/named-subjects';

/** What an export is asked for from outside. Numbers and a code, as people know them. */
export interface WantedUsage {
  readonly from: Date;
  readonly to: Date;
  readonly customer?: unknown;
  readonly contract?: unknown;
  readonly provider?: unknown;
}

/**
 * The selection with keys instead of numbers. Throws Refused (INVALID_INPUT) with the name of what is at fault: a period that
 * is empty, and a customer, contract or provider that there is not, or that the caller does not see.
 */
export async function readSelection(
  sql: Sql,
  { from, to, customer, contract, provider }: WantedUsage,
  boundTo: string | null,
): Promise<UsageSelection> {
  checkPeriod({ from, to });
  const customerId = await find('customer', customer, (number) => customerIdOf(sql, number, boundTo));
  const contractId = await find('contract', contract, (number) => contractIdOf(sql, number, boundTo));
  return { from, to, boundTo, customerId, contractId, providerCode: await findProvider(sql, provider) };
}

async function find(
  name: string,
  given: unknown,
  lookUp: (number: string) => Promise<string | null>,
): Promise<string | null> {
  const number = textOf(name, given);
  if (number === null) return null;
  const id = await lookUp(number);
  if (id === null) throw fault(name, `${name} must be the number of a ${name} that you see.`);
  return id;
}

async function findProvider(sql: Sql, given: unknown): Promise<string | null> {
  const code = textOf('provider', given);
  if (code === null) return null;
  const codes = await providerCodes(sql);
  if (codes.includes(code)) return code;
  throw fault('provider', `provider must be one of ${codes.join(', ')}.`);
}

/** A parameter that is given twice is an array. */
function textOf(name: string, given: unknown): string | null {
  if (given === undefined) return null;
  if (typeof given === 'string' && given !== '' && !given.includes('\0')) return given;
  throw fault(name, `${name} must be given once, and not be empty.`);
}

function fault(name: string, message: string): Refused {
  return new Refused([invalidInput(message, [name])]);
}
