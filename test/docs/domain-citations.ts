/** The sections of the law that a text cites as "Domain section 4" or "Domain sections 3 (Partners), 4 and 5". */
export function citedSections(text: string): readonly number[] {
  const citations = unwrapped(text).matchAll(
    /\bDomain sections? (\d+(?: \([^)]*\))?(?:(?:,| and) \d+(?: \([^)]*\))?)*)/g,
  );
  return [...citations].flatMap(([, list]) =>
    [...list!.replace(/\([^)]*\)/g, '').matchAll(/\d+/g)].map(([number]) => Number(number)),
  );
}

/** What speaks of a section in any other spelling, which neither a search nor `citedSections` would find. */
export function otherSpellings(text: string): readonly string[] {
  const spellings = unwrapped(text).matchAll(/(\S+ )?sections? \d+/gi);
  return [...spellings].map(([found]) => found).filter((found) => !/^\W*Domain sections? /.test(found));
}

/** A citation may be broken over two lines of a comment. */
function unwrapped(text: string): string {
  return text.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ');
}
