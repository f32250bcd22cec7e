import { DatabaseTime } from '../../src/platform/database-time';

describe('DatabaseTime', () => {
  let now = 0;
  beforeEach(() => {
    now = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  function statement() {
    let end!: () => void;
    let fail!: (error: Error) => void;
    const work = new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
    return { work, end, fail };
  }

  it('the time of statements that overlap is counted once, and what lies between them is not', async () => {
    const time = new DatabaseTime();
    const [one, other, last] = [statement(), statement(), statement()];
    void time.during(one.work);
    now += 5;
    void time.during(other.work);
    one.end();
    await one.work;
    now += 5;
    other.end();
    await other.work;
    now += 100;
    void time.during(last.work);
    now += 3;
    last.end();
    await last.work;
    expect(time.ms).toBe(13);
  });

  it('the time of a statement that fails is counted, and its error is for its caller', async () => {
    const time = new DatabaseTime();
    const one = statement();
    const waited = time.during(one.work);
    now += 7;
    one.fail(new Error('no'));
    await expect(waited).rejects.toThrow('no');
    expect(time.ms).toBe(7);
  });
});
