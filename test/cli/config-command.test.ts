import { spawnProgram } from '../support/program-process';

it('npm run config prints every setting that is in force with its origin, and no password', async () => {
  const { exitCode, stdout, stderr } = await spawnProgram('cli/config.js', [], {
    DATABASE_URL: 'postgres://ambit_program:s3cret-1@db:5432/ambit',
    DATABASE_OWNER_URL: 'postgres://ambit:s3cret-2@db:5432/ambit?password=s3cret-3',
    SMTP_URL: 'smtps://mailer:s3cret-4@mail.example.com:465',
    MAIL_FROM: 'support@example.com',
  }).ended;
  expect([exitCode, stderr]).toEqual([0, '']);
  const lines = stdout.split('\n');
  for (const line of [
    'DATABASE_URL=postgres://ambit_program:***@db:5432/ambit  # environment',
    'DATABASE_OWNER_URL=postgres://ambit:***@db:5432/ambit?password=***  # environment',
    'SMTP_URL=smtps://mailer:***@mail.example.com:465  # environment',
    'DOCTOR_EVERY_MINUTES=60  # default',
    'METRICS_PORT=  # not set',
  ])
    expect(lines).toContain(line);
  expect(stdout).not.toContain('s3cret');
});

it('npm run config names a faulty setting and ends with 78', async () => {
  const { exitCode, stdout, stderr } = await spawnProgram('cli/config.js', [], { PORT: 'many' }).ended;
  expect([exitCode, stdout, stderr]).toEqual([78, '', expect.stringMatching(/^.*PORT: .*/m)]);
});
