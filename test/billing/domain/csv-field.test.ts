import * as fc from 'fast-check';
import { csvField, csvLine } from '../../../src/billing/domain/csv-field';
import { parseCsv } from '../parse-csv';

describe('csvField', () => {
  it.each([
    ['K-1', 'K-1'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['Müller & Söhne', 'Müller & Söhne'],
    ['1-2', '1-2'],
  ])('writes %j as %s', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    ' =1+1',
    '＝1+1',
    '－1',
    '=cmd|"/C calc"!A0,1',
  ])('makes text of %j', (text) => {
    const [[read]] = parseCsv(csvLine([csvField(text)])) as [[string]];
    expect(read).toBe(`'${text}`);
  });

  it('is read back as it was, but for the apostrophe before a formula', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...'ab,;"\'\r\n\t =+-@|') }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(texts, (fields) => {
        const [line, ...others] = parseCsv(csvLine(fields.map(csvField)));
        expect(others).toEqual([]);
        line!.forEach((read, index) => {
          expect([fields[index], `'${fields[index]}`]).toContain(read);
          expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
        });
        expect(line).toHaveLength(fields.length);
      }),
    );
  });
});
