import { Lexer } from 'yaml';

const MAX_LEVELS = 100;
const OPENING = ['[', '{'];
const CLOSING = [']', '}'];
const BLOCK_INDICATORS = ['-', '?', ':'];

/**
 * The first line of a YAML text that is nested deeper than any catalog, counted from 1; null where none is.
 *
 * To be asked before the text is parsed: the parser recurses, and a text that exhausts the stack inside of it can end
 * the process past every catch. A block that is one level deeper is indented by a column or begins with an indicator.
 */
export function tooDeepLine(text: string): number | null {
  let line = 1;
  let blockLevels = 0;
  let flowLevels = 0;
  for (const token of new Lexer().lex(text)) {
    if (OPENING.includes(token)) flowLevels += 1;
    if (CLOSING.includes(token) && flowLevels > 0) flowLevels -= 1;
    if (flowLevels === 0) blockLevels += blockLevelsIn(token);
    if (blockLevels + flowLevels > MAX_LEVELS) return line;
    const lineEnds = token.split('\n').length - 1;
    if (lineEnds > 0) blockLevels = 0;
    line += lineEnds;
  }
  return null;
}

function blockLevelsIn(token: string): number {
  if (BLOCK_INDICATORS.includes(token)) return 1;
  return /^ +$/.test(token) ? token.length : 0;
}
