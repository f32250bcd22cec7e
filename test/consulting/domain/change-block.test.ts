import {
  allocateMoved,
  BlockFacts,
  BlockUpdate,
  decideCancelBlock,
  decideUpdateBlock,
  isMove,
  withoutBlock,
} from '../../../src/consulting/domain/change-block';
import { Role } from '../../../src/shared/domain/caller';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { outcomesOf } from '../../support/outcomes';
import { contract } from '../../contracts/domain/contract';
import { APPOINTMENT, factsOf, NOW } from './consulting-facts';

const BLOCK: BlockFacts = {
  status: 'BOOKED',
  startsAt: APPOINTMENT,
  contractYear: 1,
  source: 'INCLUDED',
  orderId: null,
};
const ADDITIONAL: BlockFacts = { ...BLOCK, source: 'ADDITIONAL', orderId: '7' };
const LATER = new Date('2026-08-01T07:00:00Z');
const NEXT_YEAR = new Date('2027-08-01T07:00:00Z');
const NOTHING: BlockUpdate = { startsAt: null, subject: null, consultant: null };

interface Asked {
  readonly block?: BlockFacts;
  readonly facts?: ReturnType<typeof factsOf>;
  readonly update?: Partial<BlockUpdate>;
  readonly role?: Role;
  readonly now?: Date;
}

function refused({ block = BLOCK, update = {}, role = 'SUPPORT', now = NOW, ...asked }: Asked): string[] {
  const facts = asked.facts ?? factsOf(['it-novum', 'standard'], { startsAt: LATER });
  const decision = decideUpdateBlock(block, facts, { ...NOTHING, ...update }, { role }, now);
  return refusalsOf(decision).map(({ code, path }) => `${code} ${(path ?? []).join('.')}`);
}

describe('decideUpdateBlock', () => {
  it('decideUpdateBlock takes a change of anything, but no update without a change', () => {
    for (const update of [{ startsAt: LATER }, { subject: 'Training' }, { consultant: 'Grace' }])
      expect(refused({ update })).toEqual([]);
    expect(refused({})).toEqual(['INVALID_INPUT input']);
  });

  it.each(['DELIVERED', 'CANCELLED', 'REVERSED'] as const)(
    'decideUpdateBlock refuses a block that is %s',
    (status) => {
      expect(refused({ block: { ...BLOCK, status }, update: { startsAt: LATER } })).toEqual([
        'INVALID_STATE input.blockId',
      ]);
    },
  );

  it('decideUpdateBlock asks the rules of a booking of a move alone', () => {
    const state = contract({ suspendedSince: NOW });
    const facts = factsOf(['it-novum', 'basic'], { state, startsAt: LATER });
    expect(refused({ facts, update: { startsAt: LATER } })).toEqual([
      'CONTRACT_SUSPENDED ',
      'NO_CONSULTING_BLOCK_LEFT ',
    ]);
    expect(refused({ facts, update: { startsAt: APPOINTMENT, subject: 'Training' } })).toEqual([]);
  });

  it('decideUpdateBlock lets a customer move from now on until the appointment begins, and name nobody', () => {
    const role = 'CUSTOMER';
    const last = new Date(APPOINTMENT.getTime() - 1);
    expect(refused({ role, now: last, update: { startsAt: LATER } })).toEqual([]);
    expect(refused({ role, now: APPOINTMENT, update: { startsAt: LATER } })).toEqual([
      'INVALID_STATE input.blockId',
    ]);
    expect(refused({ role, update: { consultant: 'Grace' } })).toEqual(['INVALID_INPUT input.consultant']);
    const past = { startsAt: new Date(NOW.getTime() - 1), consultant: 'Grace' };
    expect(refused({ role, update: past })).toEqual([
      'INVALID_INPUT input.startsAt',
      'INVALID_INPUT input.consultant',
    ]);
    expect(refused({ role, update: { startsAt: NOW } })).toEqual([]);
    expect(refused({ update: past, now: LATER })).toEqual([]);
  });
});

describe('decideCancelBlock', () => {
  it.each([
    ['CUSTOMER', new Date(APPOINTMENT.getTime() - 1), 0],
    ['CUSTOMER', APPOINTMENT, 1],
    ['SUPPORT', LATER, 0],
  ] as const)(
    'decideCancelBlock holds a customer alone to the time before the appointment: %s at %s',
    (role, now, refusals) => {
      expect(refusalsOf(decideCancelBlock(BLOCK, { role }, now))).toHaveLength(refusals);
    },
  );
});

describe('withoutBlock', () => {
  const facts = (startsAt: Date) =>
    factsOf(['it-novum', 'premium'], {
      startsAt,
      includedUsed: 2,
      state: contract({ additionalBlocksOrdered: 3, additionalBlocksUsed: 2 }),
    });

  it.each([
    ['an included block in its own year', BLOCK, LATER, 1, 2],
    ['an included block in another year', BLOCK, NEXT_YEAR, 2, 2],
    ['an additional block', ADDITIONAL, NEXT_YEAR, 2, 1],
    ['a block that holds nothing', { ...BLOCK, status: 'CANCELLED' } as const, LATER, 2, 2],
  ])('withoutBlock gives back the unit of %s', (_name, block, startsAt, included, additional) => {
    const { includedUsed, state } = withoutBlock(facts(startsAt), block);
    expect([includedUsed, state.additionalBlocksUsed]).toEqual([included, additional]);
  });
});

describe('allocateMoved', () => {
  const orders = [{ id: '3', left: 1 }];

  it('allocateMoved takes an included block of the new year first, then one of the oldest order', () => {
    const facts = factsOf(['it-novum', 'standard'], { startsAt: NEXT_YEAR });
    expect(allocateMoved(BLOCK, facts, orders)).toEqual({ source: 'INCLUDED', orderId: null });
    expect(allocateMoved(BLOCK, { ...facts, includedUsed: 1 }, orders)).toEqual({
      source: 'ADDITIONAL',
      orderId: '3',
    });
  });

  it('allocateMoved leaves an additional block with its order, even where an included one is free', () => {
    const facts = factsOf(['it-novum', 'standard'], { startsAt: NEXT_YEAR });
    expect(allocateMoved(ADDITIONAL, facts, orders)).toEqual({ source: 'ADDITIONAL', orderId: '7' });
  });
});

describe('isMove', () => {
  it('an update is a move only where it names another instant', () => {
    expect(isMove(BLOCK, { ...NOTHING, startsAt: LATER })).toBe(true);
    expect(isMove(BLOCK, { ...NOTHING, startsAt: new Date(APPOINTMENT) })).toBe(false);
    expect(isMove(BLOCK, NOTHING)).toBe(false);
  });
});

it('a change that is no move is decided by the block alone', () => {
  const update = { ...NOTHING, subject: 'Tuning' };
  const facts = factsOf(['it-novum', 'standard'], { startsAt: LATER });
  const outcomes = [
    'INVALID_STATE PASSED',
    'INVALID_INPUT PASSED',
    'INVALID_STATE PASSED',
    'INVALID_INPUT PASSED',
  ];
  expect(outcomesOf(decideUpdateBlock(BLOCK, facts, update, { role: 'SUPPORT' }, NOW))).toEqual(outcomes);
  const delivered = { ...BLOCK, status: 'DELIVERED' } as const;
  const move = { ...NOTHING, startsAt: LATER };
  expect(outcomesOf(decideUpdateBlock(delivered, facts, move, { role: 'SUPPORT' }, NOW))).toEqual([
    'INVALID_STATE FAILED',
    ...outcomes.slice(1),
  ]);
});

it('a block before the activation of its contract gives back nothing of a year', () => {
  const facts = { ...factsOf(['it-novum', 'standard'], { includedUsed: 1 }), contractYear: null };
  expect(withoutBlock(facts, BLOCK)).toEqual(facts);
});
