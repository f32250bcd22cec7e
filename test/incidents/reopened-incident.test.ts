import { GraphQLClient } from 'graphql-request';
import { OrderedContract } from '../support/builders';
import { codesOf } from '../support/mutate';
import { useCustomerWithContract } from './customer-with-contract';
import { accepted, IncidentNode, kindsOf, open, readIncident, step, usedAt } from './incidents';

/** 00:30 on 11 June by Berlin's clock, 10 June in UTC: the last day is 25 June in Berlin. */
const RESOLVED = '2026-06-10T22:30:00.000Z';
const LAST = '2026-06-25T21:59:59.999Z';

const world = useCustomerWithContract();
const { clock } = world;
let admin: GraphQLClient;
let customer: GraphQLClient;
let contract: OrderedContract;
beforeAll(() => {
  ({ admin, customer, contract } = world);
});

async function resolved(): Promise<IncidentNode> {
  const { id } = await accepted(open(admin, contract));
  await accepted(step(admin, 'recordFirstResponse', id, { kind: 'SOLUTION_PROPOSED' }));
  clock.moveTo(RESOLVED);
  return accepted(step(admin, 'resolveIncident', id, { note: 'Fixed.' }));
}
const reopen = (client: GraphQLClient, id: string) =>
  step(client, 'reopenIncident', id, { note: 'It is back.' });

it('a customer reopens a resolved incident within 14 days: same reference, same history, no second unit of quota', async () => {
  const before = await resolved();
  expect(before.resolvedOnFirstCall).toBe(true);
  const used = await usedAt(admin, contract.id);
  const { id, reference } = before;
  expect(await accepted(reopen(customer, id))).toMatchObject({ reference, status: 'IN_PROGRESS' });
  const after = await readIncident(admin, id);
  expect(kindsOf(after)).toEqual([...kindsOf(before), 'REOPENED']);
  expect(after.history.at(-1)).toMatchObject({ note: 'It is back.', actor: 'test CUSTOMER' });
  expect(await usedAt(admin, contract.id)).toBe(used);
  const again = await accepted(step(admin, 'resolveIncident', id, { note: 'Now.' }));
  expect(again.resolvedOnFirstCall).toBe(false);
});

it('the 14 days to reopen an incident end with the 14th calendar day in the provider’s zone, and begin anew with the next resolution', async () => {
  const { id } = await resolved();
  clock.moveTo(LAST);
  await accepted(reopen(admin, id));
  await accepted(step(admin, 'resolveIncident', id, { note: 'Now.' }));
  clock.moveTo('2026-07-09T21:59:59.999Z');
  await accepted(reopen(customer, id));
});

it('reopening an incident one millisecond after the 14 days is refused, with the dates, and nothing changes', async () => {
  const before = await resolved();
  clock.moveTo('2026-06-25T22:00:00.000Z');
  const { userErrors } = await reopen(customer, before.id);
  expect(userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'incidentId'] }]);
  expect(userErrors[0]!.message).toContain(
    'was resolved on 2026-06-11 and could be reopened until 2026-06-25',
  );
  expect(await readIncident(admin, before.id)).toEqual(before);
});

it('a closed incident stays closed, and one in progress is not reopened', async () => {
  const { id } = await resolved();
  await accepted(step(admin, 'closeIncident', id));
  expect(codesOf(await reopen(customer, id))).toEqual(['INVALID_STATE']);
  const { id: young } = await accepted(open(admin, contract));
  expect(codesOf(await reopen(customer, young))).toEqual(['INVALID_STATE']);
});

it('of many callers at once one reopens an incident', async () => {
  const { id } = await resolved();
  const answers = await Promise.all(Array.from({ length: 6 }, () => reopen(customer, id)));
  expect(answers.filter(({ incident }) => incident !== null)).toHaveLength(1);
  expect(kindsOf(await readIncident(admin, id)).filter((kind) => kind === 'REOPENED')).toHaveLength(1);
});
