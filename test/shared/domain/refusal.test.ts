import { readFileSync } from 'node:fs';
import { USER_ERROR_CODES } from '../../../src/shared/domain/refusal';

const [, table] = readFileSync('docs/errors.md', 'utf8').split(/^## /m) as [string, string];
const rows = new Map(
  table
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, code, cause, fix]) => (code?.startsWith('`') ? [[code.slice(1, -1), { cause, fix }]] : [])),
);

it('docs/errors.md tells cause and fix of every code, and of no other', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(USER_ERROR_CODES).sort());
});

it.each(Object.entries(USER_ERROR_CODES))(
  '%s has the cause there that the schema gives it',
  (code, cause) => {
    const row = rows.get(code)!;
    expect(row.cause).toBe(cause);
    expect(row.fix).toMatch(/\.$/);
  },
);
