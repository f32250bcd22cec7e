import { closeUnanswered } from '../../src/incidents/use-cases/close-unanswered';
import { EVERY_MUTATION, MUTATED_AT } from '../support/every-mutation';
import { mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { useServer } from '../support/test-server';
import { auditLog } from './audit-api';

const server = useServer(new TestClock(MUTATED_AT), 'program_writes');

it('what closes by itself is in the audit log, once, under the name of the job', async () => {
  const admin = await server.as('ADMIN');
  const input = (await EVERY_MUTATION['awaitCustomer']!.accepted(admin)) as { incidentId: string };
  await mutate(admin, 'awaitCustomer', input);
  const later = new Date('2026-08-01T10:00:00Z');
  expect(await closeUnanswered(server.database, later)).toBe(1);
  expect(await closeUnanswered(server.database, later)).toBe(0);
  const { nodes } = await auditLog(admin, { subjectId: input.incidentId, mutation: 'closeUnanswered' });
  expect(nodes).toEqual([
    expect.objectContaining({ at: later.toISOString(), actor: 'housekeeping', subjectType: 'INCIDENT' }),
  ]);
  expect(nodes[0]!.changes).toEqual([
    { field: 'status', before: '"WAITING_FOR_CUSTOMER"', after: '"CLOSED"' },
    { field: 'closesAt', before: '"2026-07-22T10:00:00+00:00"', after: 'null' },
  ]);
});
