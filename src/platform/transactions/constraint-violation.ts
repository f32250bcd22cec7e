import { Refusal, Refused } from '../../shared/domain/refusal';

/**
 * Runs a write and turns the violation of a named constraint into a refusal. Constraints are the second line behind
 * the rules; some, like a number that is taken, are the only one. Recognised by name, never by message.
 */
export async function refusingOn<T>(
  refusals: Readonly<Record<string, Refusal>>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const refusal = refusals[violatedConstraint(error) ?? ''];
    throw refusal ? new Refused([refusal]) : error;
  }
}

/** Name of the constraint that PostgreSQL reports, through the driver's error or TypeORM's around it. */
export function violatedConstraint(error: unknown): string | null {
  const cause = (error as { driverError?: unknown }).driverError ?? error;
  return (cause as { constraint?: string }).constraint ?? null;
}
