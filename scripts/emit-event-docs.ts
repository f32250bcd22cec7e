import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { eventsPage } from './events-page';

/** Writes docs/events.md. With --check: writes nothing and fails where the file is not what the code says. */
const FILE = 'docs/events.md';
const text = eventsPage();

if (process.argv.includes('--check')) {
  const isCurrent = readFileSync(FILE, 'utf8') === text;
  process.stdout.write(isCurrent ? `${FILE} is what the code says\n` : `${FILE} is old: npm run events\n`);
  process.exitCode = isCurrent ? 0 : 1;
} else {
  writeFileSync(FILE, text);
}
