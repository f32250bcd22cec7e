import { Progress } from '../../src/cli/progress';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { stream: { isTTY, write } as unknown as typeof process.stderr, written };
}

it('Progress tells a person how far the command is, in one line, and takes the line away', () => {
  const { stream, written } = terminal(true);
  const progress = new Progress(stream, 4_000);
  progress.show(0);
  progress.show(1_990);
  progress.show(4_001);
  progress.end();
  const clear = '\r\u001b[2K';
  expect(written).toEqual([
    `${clear}0 of 4,000 rows, 0 %`,
    `${clear}1,990 of 4,000 rows, 49 %`,
    `${clear}4,001 of 4,000 rows, 100 %`,
    clear,
  ]);
  expect(progress.done).toBe(4_001);
});

it('Progress is silent where nobody looks on', () => {
  const { stream, written } = terminal(false);
  const progress = new Progress(stream, 0);
  progress.show(0);
  progress.end();
  expect(written).toEqual([]);
});
