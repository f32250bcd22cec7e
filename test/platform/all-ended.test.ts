import { allEnded } from '../../src/platform/all-ended';

it('works that end well give their results in their order', async () => {
  expect(await allEnded(Promise.resolve(1), undefined, Promise.resolve('two'))).toEqual([
    1,
    undefined,
    'two',
  ]);
});

it('of several faults the first in order is thrown, and not before the slowest work has ended', async () => {
  let hasEnded = false;
  const slow = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    hasEnded = true;
    throw new Error('first');
  });
  const thrown = allEnded(slow, Promise.reject(new Error('second'))).catch((error: Error) => ({
    message: error.message,
    hasEnded,
  }));
  expect(await thrown).toEqual({ message: 'first', hasEnded: true });
});
