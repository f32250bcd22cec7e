import fc from 'fast-check';
import { jsonInPieces } from '../../src/graphql/json-in-pieces';

const atOnce = () => Promise.resolve();

it('makes the text that JSON.stringify makes, of whatever a response may hold', async () => {
  const leaf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, new Date(0), {}, []),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'large', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(tree, async (data) => {
      expect(await jsonInPieces({ data, extensions: undefined }, atOnce)).toBe(JSON.stringify({ data }));
    }),
    { numRuns: 500 },
  );
});

it('lets others go first again and again while it makes a large text', async () => {
  const nodes = Array.from({ length: 5_000 }, (_, id) => ({ id, contract: { number: `N${id}`.repeat(20) } }));
  const data = { a: { nodes } };
  let paces = 0;
  const text = await jsonInPieces({ data }, () => Promise.resolve(void (paces += 1)));
  expect(text).toBe(JSON.stringify({ data }));
  expect(paces).toBe(Math.floor(text.length / 65_536));
});
