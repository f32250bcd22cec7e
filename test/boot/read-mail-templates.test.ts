import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../../src/boot/environment';
import { readMailTemplates } from '../../src/boot/read-mail-templates';
import { TEMPLATE_KEYS } from '../../src/events/domain/mail-template';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-mail-'));
  await mkdir(join(folder, 'de'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (file: string, text: string) => writeFile(join(folder, file), text);
const read = (path = folder) => readMailTemplates({ MAIL_TEMPLATES: path });

it('each message has a template in each language', async () => {
  const own = await readMailTemplates({ MAIL_TEMPLATES: undefined });
  expect([...own.keys()].sort()).toEqual([...TEMPLATE_KEYS].sort());
});

it('a file of the operator replaces that of its name, and nothing else', async () => {
  await write('de/incident.resolved.txt', 'Subject: [{{reference}}]\n\nFertig, {{name}}.\n');
  const [own, given] = [await readMailTemplates({ MAIL_TEMPLATES: undefined }), await read()];
  expect(given.get('de/incident.resolved')).toEqual({
    subject: '[{{reference}}]',
    body: 'Fertig, {{name}}.',
  });
  expect([...given].filter(([key, template]) => own.get(key)!.body !== template.body)).toHaveLength(1);
});

it('faulty files stop the start, all of them named with what is wrong', async () => {
  await write('de/incident.resolved.txt', 'Subject: Fertig\n\nFertig.\n');
  await write('incident.closed.txt', 'Subject: {{reference}}\n\nClosed.\n');
  const error = await read().catch((each: unknown) => each);
  expect(error).toBeInstanceOf(EnvironmentError);
  const [one, other] = (error as EnvironmentError).faults;
  expect(one).toBe(
    `MAIL_TEMPLATES: ${folder}/de/incident.resolved.txt must have {{reference}} in its subject`,
  );
  expect(other).toContain(
    `MAIL_TEMPLATES: ${folder}/incident.closed.txt replaces no template; there are en/incident.received.txt`,
  );
});

it('a folder that is not there stops the start', async () => {
  await expect(read(join(folder, 'nowhere'))).rejects.toThrow(
    `MAIL_TEMPLATES: ${folder}/nowhere cannot be read (ENOENT)`,
  );
});
