import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';

/** What `npm start` compiles, and what its types come from. */
function builtFiles(): string[] {
  const args = ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json', '--listFilesOnly'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').map((file) => relative(process.cwd(), file));
}

it('what npm start builds holds the program, and no tests, benchmarks or globals of jest', () => {
  const files = builtFiles();
  expect(files).toContain('src/main.ts');
  expect(files.filter((file) => /^(test|bench)\/|@types\/jest/.test(file))).toEqual([]);
});
