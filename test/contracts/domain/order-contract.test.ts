import {
  decideOrderContract,
  OrderFacts,
  orderDates,
  OrderRequest,
} from '../../../src/contracts/domain/order-contract';
import { refusalsOf } from '../../../src/shared/domain/decision';
import { LocalDate } from '../../../src/shared/domain/local-date';
import { fieldOf, outcomesOf } from '../../support/outcomes';
import { publishedPlan } from '../../support/published-catalog';

const basic = publishedPlan('it-novum', 'basic');

/** In Berlin it is the tenth, in UTC still the ninth. */
const RECEIVED = new Date('2026-02-09T23:30:00Z');
const NOW = new Date('2026-02-10T09:00:00Z');

function requestOf(fields: Partial<OrderRequest> = {}): OrderRequest {
  return { orderReceivedAt: RECEIVED, activateOn: null, termMonths: 12, contactEmails: [], ...fields };
}

const askingFor = (date: string) => requestOf({ activateOn: date as LocalDate });

function decide(request: OrderRequest, facts: Partial<OrderFacts> = {}, now = NOW) {
  return decideOrderContract(
    { plan: basic, planIsCurrent: true, numberIsTaken: false, ...facts },
    request,
    now,
  );
}

function refused(request: OrderRequest, facts: Partial<OrderFacts> = {}, now = NOW): string[] {
  return refusalsOf(decide(request, facts, now)).map(({ code, path }) => `${code} ${fieldOf(path)}`);
}

describe('the dates of an order', () => {
  it('the dates of an order are those of the provider’s zone, the activation by the plan’s default', () => {
    expect(orderDates(requestOf(), basic)).toEqual({
      orderReceivedOn: '2026-02-10',
      activatesOn: '2026-03-12',
    });
  });

  it('an order has the activation that it asks for', () => {
    expect(orderDates(askingFor('2026-02-11'), basic).activatesOn).toBe('2026-02-11');
  });
});

describe('an order is decided', () => {
  it('an order is decided by every rule once, in an order that stays', () => {
    const decision = decide(requestOf());
    expect(outcomesOf(decision)).toEqual([
      'INVALID_INPUT PASSED',
      'INVALID_STATE PASSED',
      'ACTIVATION_DATE_OUT_OF_RANGE PASSED',
      'TERM_TOO_SHORT PASSED',
      'CONTACT_LIMIT_REACHED PASSED',
      'INVALID_INPUT PASSED',
      'CONFLICT PASSED',
    ]);
  });

  it.each([
    ['2026-02-10', ['ACTIVATION_DATE_OUT_OF_RANGE activateOn']],
    ['2026-02-11', []],
    ['2026-05-11', []],
    ['2026-05-12', ['ACTIVATION_DATE_OUT_OF_RANGE activateOn']],
  ])('an order is decided by the days in which the plan lets it begin: on %s it gives %j', (date, codes) => {
    expect(refused(askingFor(date))).toEqual(codes);
  });

  it.each([
    [11, ['TERM_TOO_SHORT termMonths']],
    [12, []],
    [13, []],
  ])('an order is decided by the plan’s minimum term: %d months give %j', (termMonths, codes) => {
    expect(refused(requestOf({ termMonths }))).toEqual(codes);
  });

  it('an order is decided by the room for contacts, the last one included', () => {
    const limit = basic.entitlements.maxNamedContacts!;
    const emails = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.com`);
    expect(refused(requestOf({ contactEmails: emails(limit) }))).toEqual([]);
    const [refusal] = refusalsOf(decide(requestOf({ contactEmails: emails(limit + 1) })));
    expect(refusal).toMatchObject({ code: 'CONTACT_LIMIT_REACHED', limit, used: limit + 1, resetsAt: null });
    expect(refusal!.path).toEqual(['input', 'contacts']);
  });

  it('an order is decided without a bound for contacts where the plan has none', () => {
    const entitlements = { ...basic.entitlements, maxNamedContacts: null };
    const contactEmails = Array.from({ length: 50 }, (_, index) => `p${index}@example.com`);
    expect(refused(requestOf({ contactEmails }), { plan: { ...basic, entitlements } })).toEqual([]);
  });

  it('an order is decided by the people that it names, whatever the case of their addresses', () => {
    const entitlements = { ...basic.entitlements, maxNamedContacts: null };
    const named = (...contactEmails: string[]) =>
      refused(requestOf({ contactEmails }), { plan: { ...basic, entitlements } });
    expect(named('ada@example.com', 'ADA@Example.com')).toEqual(['INVALID_INPUT contacts']);
    expect(named('ada@example.com', 'adah@example.com')).toEqual([]);
  });

  it('an order is decided by its day of receipt, five minutes ahead of the server at most', () => {
    const ahead = (ms: number) => refused(requestOf({ orderReceivedAt: new Date(NOW.getTime() + ms) }));
    expect(ahead(300_000)).toEqual([]);
    expect(ahead(300_001)).toEqual(['INVALID_INPUT orderReceivedAt']);
  });

  it('an order is decided with every reason at once', () => {
    const request = requestOf({ termMonths: 1, activateOn: '2026-02-10' as LocalDate });
    expect(refused(request, { planIsCurrent: false, numberIsTaken: true })).toEqual([
      'INVALID_STATE planId',
      'ACTIVATION_DATE_OUT_OF_RANGE activateOn',
      'TERM_TOO_SHORT termMonths',
      'CONFLICT number',
    ]);
  });
});
