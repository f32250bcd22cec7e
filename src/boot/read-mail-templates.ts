import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MailTemplate, MailTemplates, readTemplate, TEMPLATE_KEYS } from '../events/domain/mail-template';
import { Environment, EnvironmentError } from './environment';

/** The templates that come with the program. */
const OWN = 'mail';
const ENDING = '.txt';

/**
 * The templates of mails: those of MAIL_TEMPLATES, where it is set, in the place of those that come with the program. Throws
 * EnvironmentError with every fault: a file that cannot be read, is no template, or replaces none.
 */
export async function readMailTemplates({
  MAIL_TEMPLATES: folder,
}: Pick<Environment, 'MAIL_TEMPLATES'>): Promise<MailTemplates> {
  const own = await readFolder(OWN);
  const given = folder === undefined ? new Map<string, MailTemplate>() : await readFolder(folder);
  const missing = TEMPLATE_KEYS.filter((key) => !own.has(key));
  if (missing.length > 0)
    throw new EnvironmentError(missing.map((key) => `${OWN}/${key}${ENDING} is missing`));
  return new Map([...own, ...given]);
}

async function readFolder(folder: string): Promise<Map<string, MailTemplate>> {
  const files = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentError([`MAIL_TEMPLATES: ${folder} cannot be read (${error.code})`]);
  });
  const templates = new Map<string, MailTemplate>();
  const faults: string[] = [];
  for (const file of files.filter((name) => name.endsWith(ENDING)).sort()) {
    const key = file.slice(0, -ENDING.length).replaceAll('\\', '/');
    const read = TEMPLATE_KEYS.includes(key)
      ? readTemplate(key, await readFile(join(folder, file), 'utf8'))
      : `replaces no template; there are ${TEMPLATE_KEYS.map((each) => `${each}${ENDING}`).join(', ')}`;
    if (typeof read === 'string') faults.push(`MAIL_TEMPLATES: ${join(folder, file)} ${read}`);
    else templates.set(key, read);
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return templates;
}
