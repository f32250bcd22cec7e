import { ContractState } from '../../../src/contracts/domain/contract-state';
import { effectOfNotice, Notice, NoticeParty } from '../../../src/contracts/domain/notice';
import {
  decideGiveNotice,
  explainNotice,
  NoticeFacts,
  noticeDates,
  NoticeRequest,
} from '../../../src/endings/domain/give-notice';
import { NoticeConsequence, NoticeConsequenceKind } from '../../../src/endings/domain/notice-consequences';
import { Decision, refusalsOf } from '../../../src/shared/domain/decision';
import { localDate } from '../../../src/shared/domain/local-date';
import { contract } from '../../contracts/domain/contract';
import { fieldOf, outcomesOf } from '../../support/outcomes';

const NOW = new Date('2027-01-10T12:00:00Z');
const END = localDate('2027-03-15');

function notice(party: NoticeParty, endsOn = END): Notice {
  return { party, reason: null, receivedAt: NOW, recordedAt: NOW, endsOn, withdrawnAt: null };
}

function consequence(kind: NoticeConsequenceKind, explanation = `${kind}.`): NoticeConsequence {
  return { kind, subjectType: 'Incident', subjectId: '1', at: NOW, explanation };
}

function factsOf(
  receivedAt: Date,
  state: Partial<ContractState> = {},
  more: Partial<NoticeFacts> = {},
): NoticeFacts {
  const facts = contract(state);
  const effect = effectOfNotice(facts, receivedAt, 60);
  return { state: facts, notices: [], noticeDays: 60, effect, consequences: [], ...more };
}

const request = (fields: Partial<NoticeRequest> = {}): NoticeRequest => ({
  receivedAt: NOW,
  isReceiptGiven: true,
  party: 'PROVIDER',
  speaksFor: null,
  acceptConsequences: false,
  ...fields,
});

const codesOf = (decision: Decision) =>
  refusalsOf(decision).map(({ code, path }) => [code, fieldOf(path)].join(' ').trim());

const underNotice = { noticeEndsOn: END };
const ended = { noticeEndsOn: localDate('2027-01-01') };

describe('giving notice', () => {
  it('giving notice is decided by every rule at once', () => {
    const early = new Date('2026-02-10T08:59:59.999Z');
    const facts = factsOf(early, underNotice, { notices: [notice('PROVIDER')] });
    const asked = request({ receivedAt: early, speaksFor: 'CUSTOMER' });
    expect(codesOf(decideGiveNotice(factsOf(NOW), request(), NOW))).toEqual([]);
    expect(codesOf(decideGiveNotice(facts, asked, NOW))).toEqual([
      'INVALID_INPUT receivedAt',
      'INVALID_INPUT receivedAt',
      'INVALID_INPUT party',
      'INVALID_STATE',
    ]);
  });

  it.each([
    ['2026-02-10T08:59:59.999Z', ['INVALID_INPUT receivedAt']],
    ['2026-02-10T09:00:00.000Z', []],
    ['2027-01-10T12:05:00.000Z', []],
    ['2027-01-10T12:05:00.001Z', ['INVALID_INPUT receivedAt']],
  ])('giving notice that was received at %s answers %j', (at, codes) => {
    const receivedAt = new Date(at);
    expect(codesOf(decideGiveNotice(factsOf(receivedAt), request({ receivedAt }), NOW))).toEqual(codes);
  });

  it.each([
    [true, null, []],
    [true, 'CUSTOMER', ['INVALID_INPUT receivedAt']],
    [false, 'CUSTOMER', []],
  ] as const)(
    'giving notice with its receipt said (%s) by %s answers %j',
    (isReceiptGiven, speaksFor, codes) => {
      const asked = request({ isReceiptGiven, speaksFor, party: 'CUSTOMER' });
      expect(codesOf(decideGiveNotice(factsOf(NOW), asked, NOW))).toEqual(codes);
    },
  );

  it('giving notice is decided by every rule once, in an order that stays', () => {
    const outcomes = (facts: NoticeFacts, asked = request()) =>
      outcomesOf(decideGiveNotice(facts, asked, NOW));
    const passed = [
      ...Array<string>(4).fill('INVALID_INPUT PASSED'),
      'INVALID_STATE PASSED',
      'INVALID_STATE PASSED',
      'NOTICE_HAS_CONSEQUENCES PASSED',
    ];
    expect(outcomes(factsOf(NOW))).toEqual(passed);
    const used = { consequences: [consequence('INCIDENT_AFTER_END')] };
    expect(outcomes(factsOf(NOW, {}, used), request({ acceptConsequences: true }))).toEqual(passed);
    expect(outcomes(factsOf(NOW, ended)).slice(4)).toEqual([
      'INVALID_STATE FAILED',
      'INVALID_STATE NOT_JUDGED',
      'NOTICE_HAS_CONSEQUENCES NOT_JUDGED',
    ]);
    expect(outcomes(factsOf(NOW, underNotice, { notices: [notice('PROVIDER')], ...used })).slice(4)).toEqual([
      'INVALID_STATE PASSED',
      'INVALID_STATE FAILED',
      'NOTICE_HAS_CONSEQUENCES NOT_JUDGED',
    ]);
  });

  it('giving notice with consequences that are not confirmed is refused at the field that confirms them', () => {
    const facts = factsOf(
      NOW,
      {},
      { consequences: [consequence('INCIDENT_AFTER_END'), consequence('INCIDENT_AFTER_END')] },
    );
    const codes = codesOf(decideGiveNotice(facts, request(), NOW));
    expect(codes).toEqual(Array(2).fill('NOTICE_HAS_CONSEQUENCES acceptConsequences'));
  });

  it('giving notice stands for each party by itself', () => {
    const facts = factsOf(NOW, underNotice, { notices: [notice('CUSTOMER')] });
    expect(codesOf(decideGiveNotice(facts, request({ party: 'PROVIDER' }), NOW))).toEqual([]);
    expect(codesOf(decideGiveNotice(facts, request({ party: 'CUSTOMER' }), NOW))).toEqual(['INVALID_STATE']);
  });

  it.each([
    ['has ended', ended, '2027-01-01'],
    ['was cancelled', { cancelledAt: new Date('2027-01-01T23:30:00Z') }, '2027-01-02'],
  ])('giving notice to a contract that %s is refused for that alone, with the day', (_, state, day) => {
    const refusals = refusalsOf(decideGiveNotice(factsOf(NOW, state), request(), NOW));
    expect(refusals).toMatchObject([{ code: 'INVALID_STATE', message: expect.stringContaining(day) }]);
  });
});

describe('what was used after the end', () => {
  const consequences = [
    consequence('APPOINTMENT_CANCELLED'),
    consequence('DELIVERED_AFTER_END'),
    consequence('INCIDENT_AFTER_END', 'First.'),
    consequence('INCIDENT_AFTER_END', 'Second.'),
    consequence('PLAN_CHANGE_MOOT'),
  ];

  it('what was used after the end is refused one by one unless it is confirmed; what is only planned goes with the notice', () => {
    const facts = factsOf(NOW, {}, { consequences });
    const refusals = refusalsOf(decideGiveNotice(facts, request(), NOW));
    expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('NOTICE_HAS_CONSEQUENCES'));
    expect(refusals.map(({ message }) => message.split(' ')[0])).toEqual([
      'DELIVERED_AFTER_END.',
      'First.',
      'Second.',
    ]);
    expect(codesOf(decideGiveNotice(facts, request({ acceptConsequences: true }), NOW))).toEqual([]);
    const planned = { ...facts, consequences: [consequences[0]!, consequences[4]!] };
    expect(codesOf(decideGiveNotice(planned, request(), NOW))).toEqual([]);
  });

  it('what was used after the end is not asked for a second notice of the party', () => {
    const facts = factsOf(NOW, underNotice, { consequences, notices: [notice('PROVIDER')] });
    expect(codesOf(decideGiveNotice(facts, request(), NOW))).toEqual(['INVALID_STATE']);
  });
});

describe('the dates of a notice', () => {
  const late = new Date('2027-01-15T12:00:00Z');

  it('the dates of a notice are those of its effect, or of an earlier end that stands', () => {
    expect(noticeDates(factsOf(NOW), NOW)).toEqual({ endsOn: END, inTime: true, deadline: '2027-01-14' });
    expect(noticeDates(factsOf(late), late)).toMatchObject({ endsOn: '2028-03-15', inTime: false });
    expect(noticeDates(factsOf(late, underNotice), late)).toMatchObject({ endsOn: END, inTime: false });
    const later = { noticeEndsOn: localDate('2028-03-15') };
    expect(noticeDates(factsOf(NOW, later), NOW)).toMatchObject({ endsOn: END, inTime: true });
  });

  it('the dates of a notice to a contract that is over are those that ended it, and it is not in time', () => {
    const now = new Date('2027-03-14T23:00:00Z');
    const facts = factsOf(now, underNotice, { notices: [notice('CUSTOMER')] });
    expect(noticeDates(facts, now)).toEqual({ endsOn: END, inTime: false, deadline: '2027-01-14' });
    for (const date of ['2027-03-15', '2027-01-14', 'ends nothing'])
      expect(explainNotice(facts, request({ party: 'CUSTOMER' }), now)).toContain(date);
  });

  it('the dates of a notice are all told', () => {
    const told = (facts: NoticeFacts, party: NoticeParty = 'PROVIDER') =>
      explainNotice(facts, request({ party }), NOW);
    for (const date of ['2026-03-15', '2027-03-15', '2027-01-14', 'Europe/Berlin', '60 days', 'in time'])
      expect(told(factsOf(NOW))).toContain(date);
    for (const date of ['2026-03-15', '2027-03-15', '2027-01-14', '2027-01-15', '2028-01-15', '2028-03-15'])
      expect(told(factsOf(late))).toContain(date);
    const standing = factsOf(late, underNotice, { notices: [notice('CUSTOMER')] });
    expect(told(standing)).toContain('The other party’s notice ends it before that, on 2027-03-15.');
    for (const date of ['2027-03-15', '2027-01-14', '2027-01-15', 'does not move'])
      expect(told(standing, 'CUSTOMER')).toContain(date);
  });
});
