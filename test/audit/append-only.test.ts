import { createCustomer } from '../support/builders';
import { useServer } from '../support/test-server';

const server = useServer(undefined, 'append_only');
beforeAll(async () => {
  await createCustomer(await server.as('ADMIN'));
});

const log = () => server.database.sql.rows('SELECT * FROM audit_log ORDER BY id');

it.each([
  ['changed', `UPDATE audit_log SET actor = 'nobody'`],
  ['deleted from', 'DELETE FROM audit_log'],
  ['emptied', 'TRUNCATE audit_log'],
  ['emptied with the rest', 'TRUNCATE audit_log CASCADE'],
  ['changed where nothing matches', 'UPDATE audit_log SET actor = actor WHERE false'],
])('the audit log cannot be %s, by the database itself', async (_what, statement) => {
  const before = await log();
  expect(before).toHaveLength(1);
  await expect(server.database.sql.rows(statement)).rejects.toThrow('audit_log is append-only');
  expect(await log()).toEqual(before);
});
