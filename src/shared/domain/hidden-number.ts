import { Block, speckDecrypt, speckEncrypt, speckKeys } from './speck';

/** Numbers up to it, 18 digits, are ids. */
const MOST = 10n ** 18n - 1n;
const TWO_TO_32 = 4_294_967_296;
/** Below it a number is exact without BigInt. */
const SAFE_LEFT = 2 ** 21;

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
/** Each 12 bits of base64url. */
const PAIRS = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
/** The 6 bits of each letter, by its code. */
const BITS: readonly (number | undefined)[] = LETTERS.reduce<number[]>((bits, letter, nth) => {
  bits[letter.charCodeAt(0)] = nth;
  return bits;
}, []);

interface Cipher {
  readonly keys: Int32Array;
  /** What makes the same number another text in each context, by the context. */
  readonly tweaks: Map<string, Block>;
}

let cipher: Cipher | null = null;

/**
 * The key (16 bytes) under which this process hides numbers from now on. Kept in the database, so that all processes have the same;
 * to be set before the first id leaves.
 */
export function useIdKey(key: Uint8Array): void {
  cipher = { keys: speckKeys(key), tweaks: new Map() };
}

/**
 * A number of up to 18 digits as 11 characters of base64url that tell nothing of it to who has not the key: neither how many there are
 * nor which come next. In another context, such as the type of a thing, the same number is another text. `context` is a
 * word of the program, never one that was sent: each is remembered.
 */
export function hideNumber(context: string, number: string): string {
  const used = current();
  const tweak = tweakFor(used, context);
  return textOf(exclusiveOr(speckEncrypt(used.keys, exclusiveOr(blockOf(number), tweak)), tweak));
}

/** The number that was hidden in this context; null for a text that is none. A context that was sent is not remembered. */
export function shownNumber(context: string, text: string, isSent = false): string | null {
  const used = current();
  const hidden = hiddenBlock(text);
  if (hidden === null) return null;
  const tweak = isSent ? tweakOf(used.keys, context) : tweakFor(used, context);
  const [left, right] = exclusiveOr(speckDecrypt(used.keys, exclusiveOr(hidden, tweak)), tweak);
  return numberOf(left >>> 0, right >>> 0);
}

function current(): Cipher {
  if (cipher === null) throw new Error('no id leaves or enters before the key of ids was read');
  return cipher;
}

function tweakFor({ keys, tweaks }: Cipher, context: string): Block {
  let tweak = tweaks.get(context);
  if (tweak === undefined) tweaks.set(context, (tweak = tweakOf(keys, context)));
  return tweak;
}

/** As XEX makes one cipher a family of them: a mark that only the key tells, over the block before and after. */
function tweakOf(keys: Int32Array, context: string): Block {
  let mark: Block = [context.length, 0];
  for (let at = 0; at < context.length; at += 1)
    mark = speckEncrypt(keys, [mark[0] ^ context.charCodeAt(at), mark[1]]);
  return mark;
}

function exclusiveOr([left, right]: Block, [otherLeft, otherRight]: Block): Block {
  return [left ^ otherLeft, right ^ otherRight];
}

/** Without BigInt wherever the number is as small as all that there are. */
function blockOf(number: string): Block {
  const value = Number(number);
  if (Number.isSafeInteger(value) && value >= 0) return [Math.floor(value / TWO_TO_32), value | 0];
  const big = BigInt(number);
  if (big < 0n || big > MOST) throw new RangeError('only numbers from 0 of up to 18 digits are hidden');
  return [Number(big >> 32n), Number(BigInt.asIntN(32, big))];
}

function numberOf(left: number, right: number): string | null {
  if (left < SAFE_LEFT) return String(left * TWO_TO_32 + right);
  const number = (BigInt(left) << 32n) | BigInt(right);
  return number <= MOST ? String(number) : null;
}

function textOf([left, right]: Block): string {
  const middle = ((left & 0xff) << 4) | (right >>> 28);
  const first = PAIRS[left >>> 20]! + PAIRS[(left >>> 8) & 0xfff]! + PAIRS[middle]!;
  return (
    first + PAIRS[(right >>> 16) & 0xfff]! + PAIRS[(right >>> 4) & 0xfff]! + LETTERS[(right & 0xf) << 2]!
  );
}

/** Null where `textOf` makes no such text. */
function hiddenBlock(text: string): Block | null {
  if (text.length !== 11) return null;
  let left = 0;
  let right = 0;
  for (let at = 0; at < 11; at += 1) {
    const bits = BITS[text.charCodeAt(at)];
    if (bits === undefined) return null;
    if (at < 5) left = (left << 6) | bits;
    else if (at === 5) {
      left = (left << 2) | (bits >> 4);
      right = bits & 0xf;
    } else if (at < 10) right = (right << 6) | bits;
    else if ((bits & 3) !== 0) return null;
    else right = (right << 4) | (bits >> 2);
  }
  return [left, right];
}
