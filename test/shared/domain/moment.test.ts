import { asKnownNow, happened, momentOf } from '../../../src/shared/domain/moment';
import { contains } from '../../../src/shared/domain/period';
import { toGlobalId } from '../../../src/shared/domain/global-id';
import { refusalsThrownBy } from '../../support/refusing';

const NOW = new Date('2026-06-10T10:00:00Z');
const off = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const DAY = 86_400_000;

describe('the moment that is asked for', () => {
  it.each([
    ['nothing', {}, null],
    ['nulls', { at: null, knownAt: null }, null],
    ['a past instant', { at: off(-DAY) }, { at: off(-DAY), knownAt: off(-DAY) }],
    ['one to come', { at: off(DAY) }, { at: off(DAY), knownAt: NOW }],
    ['what was known', { knownAt: off(-DAY) }, { at: NOW, knownAt: off(-DAY) }],
    ['both', { at: off(-2 * DAY), knownAt: off(-DAY) }, { at: off(-2 * DAY), knownAt: off(-DAY) }],
    ['a client’s clock ahead', { knownAt: off(300_000) }, { at: NOW, knownAt: off(300_000) }],
  ])(
    'the moment that is asked for is known as of then, or now where it is to come: %s',
    (_, args, moment) => {
      expect(momentOf(args, NOW)).toEqual(moment);
    },
  );

  it('the moment that is asked for is not with what will be known', () => {
    expect(refusalsThrownBy(() => momentOf({ knownAt: off(300_001) }, NOW))).toMatchObject([
      { code: 'INVALID_INPUT', path: ['knownAt'] },
    ]);
  });
});

it('what is recorded when it happens is there from the later of the two on', () => {
  expect(happened(null)).toEqual([null, null]);
  expect(happened({ at: off(-DAY), knownAt: NOW })).toEqual([off(-DAY), NOW]);
  expect(happened({ at: off(DAY), knownAt: NOW })).toEqual([NOW, NOW]);
  expect(asKnownNow(off(-DAY), NOW)).toEqual({ at: off(-DAY), knownAt: NOW });
});

it.each([
  [-1, false],
  [0, true],
  [DAY - 1, true],
  [DAY, false],
])('a period contains its first instant and not its last: %i ms after it began', (after, isIn) => {
  expect(contains({ from: NOW, to: off(DAY) }, off(after))).toBe(isIn);
  expect(contains({ from: NOW, to: null }, off(after))).toBe(after >= 0);
});

it('a global id stays what it is under one key, since others keep it, and holds nothing that an address would escape', () => {
  expect(toGlobalId('Contract', '1')).toBe('Q29udHJhY3Q6tjmUmNE0Voo');
});
