import { userErrorDocs } from '../../../src/shared/domain/error-codes';
import { USER_ERROR_CODES, UserErrorCode } from '../../../src/shared/domain/refusal';
import { errorRows, testsName } from '../../support/error-page';

const rows = new Map(errorRows('User errors').map((row) => [row.code, row]));

it('docs/errors.md tells cause and fix of every code, and of no other', () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(USER_ERROR_CODES).sort());
});

it.each(Object.entries(USER_ERROR_CODES) as [UserErrorCode, string][])(
  '%s has the cause there that the schema gives it, under the anchor of its address',
  (code, cause) => {
    const row = rows.get(code)!;
    expect(row.cause).toBe(cause);
    expect(row.fix).toMatch(/\.$/);
    expect(userErrorDocs(code)).toBe(`/docs/errors.md#${row.anchor}`);
  },
);

it('refuses with every code in some test of the API', () => {
  expect(Object.keys(USER_ERROR_CODES).filter((code) => !testsName(code))).toEqual([]);
});
