import { Quota, remainingOf } from '../../src/contracts/domain/quota';
import { isActive } from '../../src/contracts/domain/contract-state';
import { ContractSnapshot } from '../../src/contracts/domain/snapshot';
import { contractsById } from '../../src/contracts/persistence/contracts';
import { readSnapshot } from '../../src/contracts/use-cases/read-snapshot';
import { canAddNamedContact } from '../../src/entitlements/use-cases/can-add-named-contact';
import { canBookConsultingBlock } from '../../src/entitlements/use-cases/can-book-consulting-block';
import { canOpenIncident } from '../../src/entitlements/use-cases/can-open-incident';
import { canRegisterSatellite } from '../../src/entitlements/use-cases/can-register-satellite';
import { momentOf } from '../../src/shared/domain/moment';
import { AgreementWorld } from './agreement-world';

const NOTHING_ASKED = {
  contactId: undefined,
  channel: undefined,
  impact: undefined,
  testSystem: undefined,
  product: undefined,
  productVersion: undefined,
};

const numbersOf = (quota: Quota | null) =>
  quota && { limit: quota.limit, used: quota.used, left: remainingOf(quota), resetsAt: quota.resetsAt };

const QUOTAS = [
  'incidents',
  'namedContacts',
  'includedConsultingBlocks',
  'additionalConsultingBlocks',
  'satellites',
] as const;
const STANDING = [
  'at',
  'status',
  'plan',
  'contractYear',
  'contactsOverdue',
  'openLines',
  'suspended',
] as const;

const contentOf = (snapshot: ContractSnapshot) => [
  ...STANDING.map((field) => snapshot[field]),
  ...QUOTAS.map((field) => numbersOf(snapshot[field])),
];

/** The snapshot from the counters, the one from the ledgers and what the questions say of each quota are the same. */
export async function expectSnapshotToAgree(world: AgreementWorld): Promise<void> {
  const context = world.context();
  const { contractId } = world;
  const now = world.clock.now();
  const contract = (await context.load(contractsById, contractId))!;
  const snapshot = await readSnapshot(context, contract, null);
  const counted = await readSnapshot(context, contract, momentOf({ at: now }, now));
  expect(contentOf(counted)).toEqual(contentOf(snapshot));

  const { quota: contacts } = await canAddNamedContact(context, contractId, null);
  expect(numbersOf(contacts)).toEqual(numbersOf(snapshot.namedContacts));
  const { quota: satellites } = await canRegisterSatellite(context, contractId, null);
  expect(numbersOf(satellites)).toEqual(numbersOf(snapshot.satellites));
  if (!isActive(snapshot.status)) return;
  const { quota: incidents } = await canOpenIncident(context, { contractId, at: null, ...NOTHING_ASKED });
  expect(numbersOf(incidents)).toEqual(numbersOf(snapshot.incidents));
  const { quota: blocks } = await canBookConsultingBlock(context, contractId, { startsAt: now, blocks: 1 });
  const [included, additional] = [snapshot.includedConsultingBlocks, snapshot.additionalConsultingBlocks].map(
    numbersOf,
  );
  expect(numbersOf(blocks)).toEqual({
    limit: included!.limit! + additional!.limit!,
    used: included!.used + additional!.used,
    left: included!.left! + additional!.left!,
    resetsAt: included!.resetsAt,
  });
}
