import { ContractState } from '../../../src/contracts/domain/contract-state';
import { Notice } from '../../../src/contracts/domain/notice';
import { Suspension } from '../../../src/contracts/domain/suspension';
import { PlanPeriod, timelineOf } from '../../../src/contracts/domain/timeline';
import { LocalDate, localDate } from '../../../src/shared/domain/local-date';
import { publishedPlan } from '../../support/published-catalog';
import { contract } from './contract';

const standard = publishedPlan('it-novum', 'standard');
const premium = publishedPlan('it-novum', 'premium');
const ordered: PlanPeriod = { plan: standard, from: new Date('2026-02-08T23:00:00Z'), to: null };

interface Given {
  readonly state?: Partial<ContractState>;
  readonly planPeriods?: readonly PlanPeriod[];
  readonly notices?: readonly Notice[];
  readonly suspensions?: readonly Suspension[];
}

function told(
  now: string,
  { state, planPeriods = [ordered], notices = [], suspensions = [] }: Given = {},
  from?: string,
  to?: string,
) {
  const facts = { contract: contract(state), planPeriods, notices, suspensions };
  const period = { from: (from as LocalDate) ?? null, to: (to as LocalDate) ?? null };
  return timelineOf(facts, period, new Date(now));
}

const lines = (events: ReturnType<typeof told>) =>
  events.map(({ on, kind, coming }) => `${on} ${kind}${coming ? ' (coming)' : ''}`);

describe('the timeline of a contract', () => {
  it('the timeline of a contract that renews by itself tells two years ahead', () => {
    expect(lines(told('2026-03-14T23:00:00Z'))).toEqual([
      '2026-02-10 ORDERED',
      '2026-02-15 CONTACTS_DUE',
      '2026-03-15 ACTIVATED',
      '2026-03-15 CONTRACT_YEAR_BEGAN',
      '2027-01-14 NOTICE_DEADLINE (coming)',
      '2027-03-15 RENEWED (coming)',
      '2027-03-15 CONTRACT_YEAR_BEGAN (coming)',
      '2028-01-15 NOTICE_DEADLINE (coming)',
    ]);
  });

  it('the timeline of a contract that is not active yet tells two years from its activation, and that they are coming', () => {
    const events = told('2026-03-14T22:59:59.999Z');
    expect(events.filter(({ coming }) => !coming).map(({ kind }) => kind)).toEqual([
      'ORDERED',
      'CONTACTS_DUE',
    ]);
    expect(events.at(-1)).toMatchObject({ on: '2028-01-15', kind: 'NOTICE_DEADLINE' });
  });

  it('the timeline of a contract of 18 months renews in the middle of contract years', () => {
    const state = { termMonths: 18, activatesOn: localDate('2026-08-31') };
    expect(lines(told('2026-09-01T00:00:00Z', { state }, '2027-01-01', '2029-09-01'))).toEqual([
      '2027-08-31 CONTRACT_YEAR_BEGAN (coming)',
      '2027-12-31 NOTICE_DEADLINE (coming)',
      '2028-02-29 RENEWED (coming)',
      '2028-08-31 CONTRACT_YEAR_BEGAN (coming)',
      '2029-07-02 NOTICE_DEADLINE (coming)',
      '2029-08-31 RENEWED (coming)',
      '2029-08-31 CONTRACT_YEAR_BEGAN (coming)',
    ]);
  });

  it('the timeline of a contract contains the first day that is asked for and not the last', () => {
    const kinds = (from: string, to: string) =>
      told('2026-06-01T00:00:00Z', {}, from, to).map(({ kind }) => kind);
    expect(kinds('2027-01-14', '2027-01-15')).toEqual(['NOTICE_DEADLINE']);
    expect(kinds('2027-01-13', '2027-01-14')).toEqual([]);
    expect(kinds('2027-01-15', '2027-03-15')).toEqual([]);
    expect(kinds('2027-03-15', '2027-03-15')).toEqual([]);
  });

  it.each([
    ['2026-02-10', 'ORDERED'],
    ['2026-02-15', 'CONTACTS_DUE'],
    ['2026-03-15', 'ACTIVATED, CONTRACT_YEAR_BEGAN'],
    ['2027-01-14', 'NOTICE_DEADLINE'],
    ['2027-03-15', 'RENEWED, CONTRACT_YEAR_BEGAN'],
    ['2028-01-15', 'NOTICE_DEADLINE'],
  ])('a timeline leaves out what falls on its end %s, and one that begins there has it: %s', (on, kinds) => {
    const until = told('2026-06-01T00:00:00Z', {}, '2026-01-01', on);
    expect(until.filter((event) => event.on >= on)).toEqual([]);
    const since = told('2026-06-01T00:00:00Z', {}, on, '2029-01-01').filter((event) => event.on === on);
    expect(since.map(({ kind }) => kind).join(', ')).toBe(kinds);
  });

  const received = { party: 'CUSTOMER', receivedAt: new Date('2026-12-31T23:30:00Z') } as const;
  const notice: Notice = {
    ...received,
    reason: null,
    recordedAt: new Date('2027-01-02T09:00:00Z'),
    endsOn: localDate('2027-03-15'),
    withdrawnAt: null,
  };

  it('the timeline of a contract under notice ends with its end, and has no deadline before it any more', () => {
    const state = { noticeEndsOn: localDate('2027-03-15') };
    expect(lines(told('2027-02-01T00:00:00Z', { state, notices: [notice] }, '2026-04-01'))).toEqual([
      '2027-01-01 NOTICE_GIVEN',
      '2027-03-15 ENDED (coming)',
    ]);
  });

  it('the timeline of a contract says of an order and a notice when they were recorded, where that was on another day', () => {
    const titles = (recordedAt: string) => {
      const state = { recordedAt: new Date(recordedAt) };
      const notices = [{ ...notice, recordedAt: state.recordedAt }];
      return told('2027-02-01T00:00:00Z', { state, notices })
        .filter(({ kind }) => kind === 'ORDERED' || kind === 'NOTICE_GIVEN')
        .map(({ title }) => title.replace(/^.*(?= by| [12]\b)/, ''));
    };
    const [order, given] = [' 1', ' by the customer to end on 2027-03-15'];
    expect(titles('2027-01-02T22:59:59Z')).toEqual([
      `${order}, recorded on 2027-01-02`,
      `${given}, recorded on 2027-01-02`,
    ]);
    expect(titles('2027-01-01T22:59:59Z')).toEqual([`${order}, recorded on 2027-01-01`, given]);
    expect(titles('2026-02-10T12:00:00Z')).toEqual([order, `${given}, recorded on 2026-02-10`]);
  });

  it('the timeline of a contract under a late notice renews once more', () => {
    const state = { noticeEndsOn: localDate('2028-03-15') };
    expect(lines(told('2027-02-01T00:00:00Z', { state, notices: [] }, '2027-01-01', '2029-01-01'))).toEqual([
      '2027-01-14 NOTICE_DEADLINE',
      '2027-03-15 RENEWED (coming)',
      '2027-03-15 CONTRACT_YEAR_BEGAN (coming)',
      '2028-03-15 ENDED (coming)',
    ]);
  });

  it('the timeline of a contract keeps notices that were withdrawn, those of one day in their order', () => {
    const withdrawnAt = new Date('2027-01-01T10:00:00Z');
    const again = { ...notice, receivedAt: new Date('2027-01-01T11:00:00Z'), recordedAt: withdrawnAt };
    const notices = [{ ...notice, withdrawnAt }, again];
    expect(lines(told('2027-01-02T00:00:00Z', { notices }, '2027-01-01', '2027-01-02'))).toEqual([
      '2027-01-01 NOTICE_GIVEN',
      '2027-01-01 NOTICE_WITHDRAWN',
      '2027-01-01 NOTICE_GIVEN',
    ]);
  });

  const changedAt = new Date('2027-03-14T23:00:00Z');
  const changed: PlanPeriod[] = [
    { ...ordered, to: changedAt },
    { plan: premium, from: changedAt, to: null },
  ];

  it('the timeline of a contract tells a change of plan on its day, after the renewal', () => {
    const events = told('2027-01-01T00:00:00Z', { planPeriods: changed }, '2027-03-01', '2027-04-01');
    expect(lines(events)).toEqual([
      '2027-03-15 RENEWED (coming)',
      '2027-03-15 CONTRACT_YEAR_BEGAN (coming)',
      '2027-03-15 PLAN_CHANGED (coming)',
    ]);
    expect(events.map(({ title }) => title)).toEqual([
      'Renewal for 12 months: term 2',
      'Contract year 2, 2027-03-15 to 2028-03-14',
      'Change from Standard version 1 to Premium version 1',
    ]);
  });

  it('the timeline of a contract leaves out a change that the end is earlier than', () => {
    const state = { noticeEndsOn: localDate('2027-03-15') };
    const events = told('2027-02-01T00:00:00Z', { state, planPeriods: changed }, '2027-03-01');
    expect(lines(events)).toEqual(['2027-03-15 ENDED (coming)']);
  });

  it('the timeline of a contract tells suspensions, those of one day in their order', () => {
    const suspension = {
      since: new Date('2026-06-10T08:00:00Z'),
      reason: 'No access is given.',
      resumedAt: new Date('2026-06-10T22:00:00Z'),
    };
    const again = { ...suspension, since: suspension.resumedAt, resumedAt: null };
    const suspensions = [suspension, again];
    expect(lines(told('2026-06-12T00:00:00Z', { suspensions }, '2026-06-10', '2026-06-12'))).toEqual([
      '2026-06-10 SUSPENDED',
      '2026-06-11 RESUMED',
      '2026-06-11 SUSPENDED',
    ]);
  });

  it('the timeline of a contract that was cancelled ends with that day: nothing comes any more', () => {
    const state = { cancelledAt: new Date('2026-02-19T23:30:00Z'), noticeEndsOn: localDate('2027-03-15') };
    expect(lines(told('2026-02-20T12:00:00Z', { state, notices: [notice] }))).toEqual([
      '2026-02-10 ORDERED',
      '2026-02-15 CONTACTS_DUE',
      '2026-02-20 CANCELLED',
    ]);
  });

  it('the timeline of a contract computes past deadlines by the plan of their time', () => {
    const longer: PlanPeriod[] = [
      changed[0]!,
      { ...changed[1]!, plan: { ...premium, terms: { ...premium.terms, noticeDays: 90 } } },
    ];
    const deadlines = (now: string) =>
      told(now, { planPeriods: longer }, '2026-03-15', '2029-03-01')
        .filter(({ kind }) => kind === 'NOTICE_DEADLINE')
        .map(({ on }) => on);
    expect(deadlines('2027-04-01T00:00:00Z')).toEqual(['2027-01-14', '2027-12-16', '2028-12-15']);
    expect(deadlines('2026-04-01T00:00:00Z')).toEqual(['2027-01-14', '2028-01-15', '2029-01-14']);
  });
});

describe('a cancelled contract', () => {
  const state = { cancelledAt: new Date('2026-02-20T10:00:00Z') };
  const planPeriods = [
    { ...ordered, to: new Date('2026-02-20T09:00:00Z') },
    { plan: premium, from: new Date('2026-02-20T09:00:00Z'), to: null },
  ];

  it('a cancelled contract has nothing after the day of its cancellation, and keeps what was on it', () => {
    expect(lines(told('2026-02-20T12:00:00Z', { state, planPeriods }))).toEqual([
      '2026-02-10 ORDERED',
      '2026-02-15 CONTACTS_DUE',
      '2026-02-20 PLAN_CHANGED',
      '2026-02-20 CANCELLED',
    ]);
    expect(lines(told('2026-02-20T12:00:00Z', { state }, '2026-02-10', '2028-01-01'))).toEqual([
      '2026-02-10 ORDERED',
      '2026-02-15 CONTACTS_DUE',
      '2026-02-20 CANCELLED',
    ]);
  });
});

describe('suspensions of one day', () => {
  it('suspensions of one day stay in the order in which they were made and lifted', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 5, 10, hour));
    const suspension = (since: number, until: number | null) => ({
      since: at(since),
      reason: 'not paid',
      resumedAt: until === null ? null : at(until),
    });
    const suspensions = [suspension(6, 7), suspension(8, null)];
    expect(lines(told('2026-06-10T12:00:00Z', { suspensions }, '2026-06-10', '2026-06-11'))).toEqual([
      '2026-06-10 SUSPENDED',
      '2026-06-10 RESUMED',
      '2026-06-10 SUSPENDED',
    ]);
  });
});

describe('the end of the period that is asked for', () => {
  it('the end of the period that is asked for leaves out a contract year and a deadline that lie on it', () => {
    const until = (to: string) => lines(told('2026-06-01T10:00:00Z', {}, '2027-01-01', to));
    expect(until('2027-01-14')).toEqual([]);
    expect(until('2027-01-15')).toEqual(['2027-01-14 NOTICE_DEADLINE (coming)']);
    expect(until('2027-03-15')).toEqual(['2027-01-14 NOTICE_DEADLINE (coming)']);
    expect(until('2027-03-16')).toEqual([
      '2027-01-14 NOTICE_DEADLINE (coming)',
      '2027-03-15 RENEWED (coming)',
      '2027-03-15 CONTRACT_YEAR_BEGAN (coming)',
    ]);
  });

  it('the end of the period is two years from today once the contract runs', () => {
    const events = told('2026-07-15T10:00:00Z');
    expect(events.at(-1)).toMatchObject({ on: '2028-03-15' });
  });
});
