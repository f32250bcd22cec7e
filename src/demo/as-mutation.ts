import { RequestContext } from '../catalog/request-context';
import { Refused } from '../shared/domain/refusal';

/** Does something of the demo as if a client had sent this mutation, so that audit log and decisions name it. */
export function asMutation<T>(context: RequestContext, mutation: string, act: () => Promise<T>): Promise<T> {
  context.command = { mutation, input: {} };
  return act();
}

/** The same for what the rules of the contract refuse; the refusal is part of the demo. Throws where it is accepted. */
export async function asRefusedMutation(
  context: RequestContext,
  mutation: string,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await asMutation(context, mutation, act);
  } catch (error) {
    if (error instanceof Refused) return;
    throw error;
  }
  throw new Error(`The demo has a ${mutation} that was to be refused, and was not`);
}
