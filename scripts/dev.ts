import { runTogether } from './run-together';

/** Compiles what is saved, and restarts the program with it. Arguments go to the program: `npm run dev -- --demo`. */
async function dev(): Promise<void> {
  // Here and not in package.json, whose scripts Windows would read otherwise.
  // eslint-disable-next-line no-restricted-properties
  process.env.NODE_ENV ??= 'development';
  const tsc = 'node_modules/typescript7/bin/tsc';
  const program = ['--watch', '--watch-preserve-output', 'dist/src/main.js', ...process.argv.slice(2)];
  process.exitCode = await runTogether([
    // A wrapper around the compiler, which does not pass a signal on.
    { file: process.execPath, args: [tsc, '--watch', '--preserveWatchOutput'], stops: 'its group' },
    { file: process.execPath, args: program, stops: 'itself' },
  ]);
}

void dev();
