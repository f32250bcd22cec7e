import { queryDatabase } from '../support/foreign-database';
import { setDatabaseClock } from '../support/set-database-clock';
import { startServerProcess } from '../support/server-processes';
import { clonedDatabase } from '../support/test-database';
import { runCli } from './run-cli';

describe('commands on a machine whose clock is years behind that of the database', () => {
  let url: string;
  beforeAll(async () => {
    url = await clonedDatabase('command_clock');
    await setDatabaseClock(url, new Date('2031-02-10T12:00:00Z'));
  });

  it('a month is closed that is over by the clock of the database, and no other', async () => {
    const closed = await runCli('billing', ['close', '2031-01'], url);
    expect([closed.stderr, closed.stdout]).toEqual([
      '',
      expect.stringMatching(/^2031-01 \(Europe\/Berlin\) closed 2031-02-10T1/),
    ]);
    expect(await runCli('billing', ['close', '2031-02'], url)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('2031-02 is not over') as string,
    });
  });

  it('a key expires by the clock of the database, in its list too', async () => {
    const create = (expires: string) =>
      runCli('keys', ['create', '--role', 'ADMIN', '--expires', expires], url);
    expect(await create('2031-02-09T00:00:00Z')).toMatchObject({ code: 1, stdout: '' });
    expect(await create('2031-02-11T00:00:00Z')).toMatchObject({ code: 0, stderr: '' });
    await queryDatabase(
      url,
      `UPDATE api_keys SET created_at = created_at - interval '1 day', expires_at = '2031-02-10T00:00:00Z'`,
    );
    const { stdout } = await runCli('keys', ['list'], url);
    expect(stdout).toMatch(
      /made 2031-02-09T1\S+ by command line\tnever used\texpired 2031-02-10T00:00:00.000Z\n$/,
    );
  });

  it('the demo is made on the day that it is by the clock of the database', async () => {
    const server = await startServerProcess(url, {}, ['--demo']);
    await server.stop();
    const [first] = await queryDatabase<{ at: Date }>(
      url,
      'SELECT min(at) AS at FROM audit_log WHERE contract_id IS NOT NULL',
    );
    expect(first!.at.toISOString()).toMatch(/^2031-02-10T1/);
  });
});
