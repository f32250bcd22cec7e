import { domainToASCII } from 'node:url';

/** A text as it is kept: in Unicode NFC, without white space at its ends. Domain section 10. */
export function cleanText(text: string): string {
  return text.normalize('NFC').trim();
}

const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/gu;

/** Whether a reader sees anything of the text: not so of spaces, controls, joiners and fillers. Domain section 10. */
export function isFilledIn(text: string): boolean {
  return text.replace(INVISIBLE, '') !== '';
}

const NOT_OF_ONE_LINE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Whether a text is one line that is what it looks like: no control, format or line-break character. Domain section 10. */
export function isOneLine(text: string): boolean {
  return !NOT_OF_ONE_LINE.test(text);
}

/**
 * The form in which names and numbers are compared: NFKC, case-folded, without what cannot be seen, each stretch of white
 * space as one space. Two texts that a person takes for the same have the same. Folding it again changes nothing. It is
 * computed here and stored, so that no collation of a database has a say. Domain section 10.
 */
export function foldText(text: string): string {
  // Twice, since a folded letter may have a compatibility form of its own; the Unicode standard asks for it too.
  return foldOnce(foldOnce(text));
}

const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;

function foldOnce(text: string): string {
  const folded = foldCase(text.normalize('NFKC')).normalize('NFKC');
  return folded
    .replace(IGNORED, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim();
}

/** By upper case, so that ß is ss; the Turkish dotless i is a letter of its own, and sigma has one form. */
function foldCase(text: string): string {
  return text.replace(/[^ı]+/gu, (part) => part.toUpperCase().toLowerCase().replaceAll('ς', 'σ'));
}

/**
 * The form in which email addresses are compared: as `foldText`, with the domain in its ASCII form (`xn--…`). Of what is no
 * address, the folded text. Domain section 10.
 */
export function foldEmail(email: string): string {
  const folded = foldText(email);
  const at = folded.lastIndexOf('@');
  if (at < 0) return folded;
  const domain = folded.slice(at + 1);
  return `${folded.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
