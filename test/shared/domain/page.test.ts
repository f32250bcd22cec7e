import { PAGE_DEFAULT, PAGE_LIMIT, PageRequest, pageSlice } from '../../../src/shared/domain/page';
import { refusalsThrownBy } from '../../support/refusing';

it.each<[PageRequest, object]>([
  [{}, { size: PAGE_DEFAULT, backwards: false, cursor: null }],
  [
    { first: null, after: null, last: null, before: null },
    { size: PAGE_DEFAULT, backwards: false, cursor: null },
  ],
  [{ first: 0 }, { size: 0, backwards: false, cursor: null }],
  [
    { first: PAGE_LIMIT, after: 'a' },
    { size: 100, backwards: false, cursor: 'a' },
  ],
  [{ after: 'a' }, { size: PAGE_DEFAULT, backwards: false, cursor: 'a' }],
  [{ last: PAGE_LIMIT }, { size: 100, backwards: true, cursor: null }],
  [
    { last: 3, before: 'b' },
    { size: 3, backwards: true, cursor: 'b' },
  ],
  [{ before: 'b' }, { size: PAGE_DEFAULT, backwards: true, cursor: 'b' }],
])('%j asks for %j', (request, slice) => {
  expect(pageSlice(request)).toEqual(slice);
});

it.each<[PageRequest, string]>([
  [{ first: -1 }, 'first'],
  [{ first: 101 }, 'first'],
  [{ last: -1 }, 'last'],
  [{ last: 101 }, 'last'],
  [{ first: 1, last: 1 }, 'last'],
  [{ first: 1, before: 'b' }, 'before'],
  [{ last: 1, after: 'a' }, 'after'],
  [{ after: 'a', before: 'b' }, 'before'],
])('%j is refused by the name of %s', (request, argument) => {
  expect(refusalsThrownBy(() => pageSlice(request))).toMatchObject([
    { code: 'INVALID_INPUT', path: [argument] },
  ]);
});
