import { Peer, PeerError } from '../../src/processes/peer';
import { channelPair } from '../support/channel-pair';

type Asked = {
  readonly double: (value: number) => number;
  readonly later: (value: string) => string;
  readonly note: (value: number) => void;
};

function pair() {
  const [one, other] = channelPair();
  const noted: number[] = [];
  let go!: () => void;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const theirs = new Peer<Asked, Record<string, never>>(one, {});
  new Peer<Record<string, never>, Asked>(other, {
    double: (value) => value * 2,
    later: async (value) => {
      await gate;
      if (value === 'bad') throw new Error('not that');
      return value;
    },
    note: (value) => void noted.push(value),
  });
  return { theirs, noted, go };
}

it('each question gets its own answer, whichever is there first, and a fault its reason', async () => {
  const { theirs, go } = pair();
  const slow = [theirs.ask('later', 'a'), theirs.ask('later', 'bad')].map((answer) =>
    answer.catch((error: unknown) => error),
  );
  expect(await theirs.ask('double', 4)).toBe(8);
  go();
  expect(await Promise.all(slow)).toEqual(['a', new PeerError('not that')]);
});

it('what is told arrives in its order, and an answer is noted before a later message is read', async () => {
  const { theirs, noted } = pair();
  const seen: string[] = [];
  const first = theirs.ask('double', 1, () => seen.push('first'));
  const second = theirs.ask('double', 2, () => seen.push('second'));
  void first.then(() => seen.push('promise'));
  await Promise.all([theirs.ask('note', 1), theirs.ask('note', 2), second]);
  expect(noted).toEqual([1, 2]);
  expect(seen.indexOf('first')).toBeLessThan(seen.indexOf('second'));
});

it('when the other process has ended, whatever it was asked for fails, now and later', async () => {
  const { theirs } = pair();
  const asked = theirs.ask('later', 'a');
  theirs.gone();
  await expect(asked).rejects.toThrow('the other process has ended');
  await expect(theirs.ask('double', 1)).rejects.toThrow(PeerError);
});
