'use strict';

const { keepCode, load } = require('./load.cjs');

/** Runs the named entries for their help alone, or their warm-up, and keeps the code that was compiled for it. */
async function makeCode(entries) {
  const { exit } = process;
  process.argv[2] = '--help';
  process.argv.length = 3;
  process.exit = () => {
    throw ENDS;
  };
  process.stdout.write = () => true;
  for (const entry of entries) {
    try {
      await load(entry).warmUp?.();
    } catch (error) {
      if (error !== ENDS) throw error;
    }
  }
  keepCode();
  exit(0);
}

/** In place of the end of the process. */
const ENDS = new Error('ends here');
process.on('unhandledRejection', (error) => {
  if (error !== ENDS) throw error;
});
void makeCode(process.argv.slice(2));
