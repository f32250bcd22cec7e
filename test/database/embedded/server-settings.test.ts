import { bufferMegabytes } from '../../../src/database/embedded/server-settings';

const GB = 1024 ** 3;

it.each([
  [GB / 4, 128],
  [GB / 2, 128],
  [GB, 256],
  [2 * GB, 512],
  [4 * GB, 1024],
  [64 * GB, 1024],
])('of %d bytes of memory the buffers take %d MB', (memory, megabytes) => {
  expect(bufferMegabytes(memory)).toBe(megabytes);
});
