import { exposureOf } from '../../src/boot/exposure';

it.each([
  ['production', undefined, { pages: true, schema: false, suggestions: false }],
  ['production', 'off', { pages: false, schema: false, suggestions: false }],
  ['production', 'on', { pages: true, schema: true, suggestions: false }],
  [undefined, undefined, { pages: true, schema: true, suggestions: false }],
  [undefined, 'off', { pages: false, schema: false, suggestions: false }],
  ['development', undefined, { pages: true, schema: true, suggestions: true }],
  ['development', 'off', { pages: false, schema: false, suggestions: true }],
] as const)('with NODE_ENV=%s and PAGES=%s the server shows %j', (NODE_ENV, PAGES, shown) => {
  expect(exposureOf({ NODE_ENV, PAGES })).toEqual(shown);
});
