const { sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take longer than their size tells, since they start processes, browsers or clusters; the slowest first. */
const SLOW = [
  'desk/desk.test',
  'boot/start-program',
  'backup/backup-and-restore',
  'platform/reads/every-batch',
  'access/customer-scope',
  'boot/newer-schema',
  'boot/demo-starts',
  'boot/jobs',
  'cli/command-clock',
  'boot/stop-through-npm',
  'access/keys-command',
  'access/authorisation-matrix',
  'model/contract-life',
  'cli/billing-commands',
  'backup/older-postgres',
  'consulting/last-block',
  'limits/parallel',
  'events/',
  'faults/',
].map((path) => `${sep}test${sep}${path.replaceAll('/', sep)}`);

/** Starts with the slow files, so that none of them runs alone in the end: Jest knows them from earlier runs, and a clone has none. */
module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const isSlow = ({ path }) => SLOW.some((slow) => path.includes(slow));
    const rankOf = ({ path }) => SLOW.findIndex((slow) => path.includes(slow));
    const sorted = super.sort(tests);
    const slow = sorted.filter(isSlow).sort((one, other) => rankOf(one) - rankOf(other));
    return [...slow, ...sorted.filter((test) => !isSlow(test))];
  }
};
