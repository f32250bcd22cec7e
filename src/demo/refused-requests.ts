import { RequestContext } from '../catalog/request-context';
import { bookConsultingBlock } from '../consulting/use-cases/book-consulting-block';
import { ContractState } from '../contracts/domain/contract-state';
import { registerSatellite } from '../satellites/use-cases/register-satellite';
import { asRefusedMutation } from './as-mutation';
import { DemoContract } from './demo-data';

/** What customers asked for and did not get, as their plan does not grant it; sales reads it as what a larger plan would have been good for. */
export async function refusedRequests(
  context: RequestContext,
  { asksTooMuch = false }: DemoContract,
  { id: contractId }: ContractState,
): Promise<void> {
  if (!asksTooMuch) return;
  await asRefusedMutation(context, 'registerSatellite', () =>
    registerSatellite(context, { contractId, name: 'branch-office' }),
  );
  const appointment = { startsAt: context.clock.now(), subject: 'Help with dashboards', consultant: null };
  await asRefusedMutation(context, 'bookConsultingBlock', () =>
    bookConsultingBlock(context, { contractId, blocks: 1, ...appointment }),
  );
}
