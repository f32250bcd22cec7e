import { failedRule, passed, refusalsOf } from '../../../src/shared/domain/decision';
import { Journal } from '../../../src/shared/domain/journal';
import { Refused, ruleBroken } from '../../../src/shared/domain/refusal';
import { refusalsThrownBy } from '../../support/refusing';

const subject = { type: 'Contract' as const, id: '1', contractId: '1' };
const allowed = [passed('INVALID_STATE', 'yes')];
const denied = [passed('INVALID_INPUT', 'yes'), failedRule('INVALID_STATE', 'no')];

describe('the changes of a journal', () => {
  it('the changes of a journal hold all of what is new, and the fields that differ of what is not', () => {
    const journal = new Journal();
    journal.created(subject, { number: 'K-1' });
    journal.changed(
      subject,
      { a: 1, b: new Date(0), c: null, d: 2 },
      { a: 1, b: new Date(1), c: undefined, e: 3 },
    );
    expect(journal.changes).toEqual([
      { subject, before: null, after: { number: 'K-1' } },
      { subject, before: { b: new Date(0), e: null }, after: { b: new Date(1), e: 3 } },
    ]);
  });

  it('the changes of a journal leave out what is alike', () => {
    const journal = new Journal();
    journal.changed(subject, { a: [1], b: null }, { a: [1], b: undefined });
    expect(journal.changes).toEqual([]);
  });
});

describe('the decisions of a journal', () => {
  it('the decisions of a journal are kept, and thrown where a rule failed', () => {
    const journal = new Journal();
    expect(journal.record('1', { n: 1 }, allowed)).toBeNull();
    expect(journal.record('1', { n: 2 }, denied)).toBeInstanceOf(Refused);
    expect(() => journal.recordOrThrow('1', { n: 3 }, allowed)).not.toThrow();
    expect(refusalsThrownBy(() => journal.recordOrThrow('1', { n: 4 }, denied))).toEqual(refusalsOf(denied));
    expect(journal.decisions).toEqual([
      { contractId: '1', facts: { n: 1 }, decision: allowed },
      { contractId: '1', facts: { n: 2 }, decision: denied },
      { contractId: '1', facts: { n: 3 }, decision: allowed },
      { contractId: '1', facts: { n: 4 }, decision: denied },
    ]);
  });

  it('the decisions of a journal get the id of a contract that had none', () => {
    const journal = new Journal();
    journal.record(null, {}, allowed);
    journal.assignContract('7');
    expect(journal.decisions).toEqual([{ contractId: '7', facts: {}, decision: allowed }]);
  });
});

describe('a journal after a refusal', () => {
  const taken = ruleBroken('CONFLICT', 'taken');

  it('a journal after a refusal holds the last decision as it was, and no changes', () => {
    const journal = new Journal();
    journal.created(subject, {});
    journal.record('1', {}, allowed);
    journal.record('1', { n: 2 }, denied);
    const after = journal.afterRefusal(refusalsOf(denied));
    expect(after.changes).toEqual([]);
    expect(after.decisions).toEqual([{ contractId: '1', facts: { n: 2 }, decision: denied }]);
  });

  it('a journal after a refusal by a constraint holds that beside the rules that passed', () => {
    const journal = new Journal();
    journal.record('1', {}, allowed);
    const [last] = journal.afterRefusal([taken]).decisions;
    expect(last!.decision).toHaveLength(2);
    expect(refusalsOf(last!.decision)).toEqual([taken]);
  });

  it('a journal after a refusal before the first rule names the contract that was locked, and else nothing', () => {
    const journal = new Journal();
    expect(journal.afterRefusal([taken]).decisions).toEqual([]);
    journal.concerns('1');
    const [last] = journal.afterRefusal([taken]).decisions;
    expect(last).toMatchObject({ contractId: '1', facts: {} });
    expect(refusalsOf(last!.decision)).toEqual([taken]);
  });
});
