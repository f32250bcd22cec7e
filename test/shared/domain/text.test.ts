import fc from 'fast-check';
import { cleanText, foldEmail, foldText, isFilledIn, isOneLine } from '../../../src/shared/domain/text';

const ZERO_WIDTH = '\u200B';
const anyText = fc.string({ unit: 'binary' });

describe('a text as it is kept', () => {
  it('is in NFC and trimmed, whatever came', () => {
    expect(cleanText(' Mu\u0308ller\u00A0\n')).toBe('Müller');
    fc.assert(fc.property(anyText, (text) => cleanText(cleanText(text)) === cleanText(text)));
  });

  it.each([
    ['', false],
    [' \t\n\u00A0\u3000', false],
    [ZERO_WIDTH, false],
    ['\u00AD\u2060\uFEFF', false],
    ['\u3164\u115F\u2800', false],
    ['\u0007', false],
    ['\u034F\uFE0F', false],
    ['.', true],
    [`${ZERO_WIDTH}a`, true],
    ['ü', true],
    ['👍', true],
  ])('%j is filled in: %s', (text, expected) => expect(isFilledIn(text)).toBe(expected));

  it.each([
    ['Müller & Söhne', true],
    ['a\nb', false],
    ['a\r\nb', false],
    ['a\u2028b', false],
    ['a\u2029b', false],
    ['a\u0085b', false],
    ['a\tb', false],
    [`a${ZERO_WIDTH}b`, false],
    ['\u202Egnp.exe', false],
    ['a\u00ADb', false],
  ])('%j is one line: %s', (text, expected) => expect(isOneLine(text)).toBe(expected));
});

describe('the form in which texts are compared', () => {
  it('is the same for numbers that look the same', () => {
    const alike = [
      'K-1 ü',
      'k-1 Ü',
      'Ｋ-1 ü',
      'K-1 u\u0308',
      ' K-1\u00A0ü',
      'K-1\u2003 ü',
      'K\u00AD-1 ü',
      'K-1 ü\uFE0F',
    ];
    expect(new Set(alike.map(foldText))).toEqual(new Set(['k-1 ü']));
  });

  it.each([
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδος', 'οδοσ'],
    ['ﬁ', 'FI'],
    ['ſ', 's'],
    ['K', 'k'],
    ['①', '1'],
  ])('takes %s and %s for the same', (one, other) => expect(foldText(one)).toBe(foldText(other)));

  it.each([
    ['ü', 'u'],
    ['ı', 'i'],
    ['o', '0'],
    ['ab', 'a b'],
    ['οδος', 'οδο'],
  ])('keeps %s and %s apart', (one, other) => expect(foldText(one)).not.toBe(foldText(other)));

  it('does not change when it is folded again: every code point of the first two planes, and any text', () => {
    const changing: string[] = [];
    for (let point = 0; point <= 0x1ffff; point += 1) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const folded = foldText(String.fromCodePoint(point));
      if (foldText(folded) !== folded) changing.push(point.toString(16));
    }
    expect(changing).toEqual([]);
    fc.assert(fc.property(anyText, (text) => foldText(foldText(text)) === foldText(text)));
  });

  it.each([
    'Müller@Müller.example',
    'mu\u0308ller@mu\u0308ller.example',
    'MÜLLER@xn--mller-kva.example',
    'ｍüller@XN--MLLER-KVA.EXAMPLE',
  ])('has the domain of the address %s in ASCII', (email) =>
    expect(foldEmail(email)).toBe('müller@xn--mller-kva.example'),
  );

  it('of what is no address is the folded text', () => {
    expect(foldEmail('Nobody')).toBe('nobody');
    expect(foldEmail('ada@exa mple')).toBe('ada@exa mple');
    expect(foldEmail('@Müller.example')).toBe('@xn--mller-kva.example');
  });
});
