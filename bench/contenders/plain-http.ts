import { resolve } from 'node:path';
import { PEERS } from '../require-from-peers';
import { Contender } from './contender';
import { plainVariables } from './plain-variables';

/** node:http with one prepared statement a question and no GraphQL: what the machine gives at most. */
export const PLAIN_HTTP: Contender = {
  name: 'node:http',
  cases: ['Q1', 'Q1-alone', 'Q2', 'Q3', 'M1', 'M1-hot', 'M1-alone'],
  command: [process.execPath, '--max-semi-space-size=32', resolve(PEERS, 'plain-http.mjs')],
  pathOf: (name) => `/${name.slice(0, 2)}`,
  bodies: () => Promise.resolve(plainVariables),
  answer: (_question, data) => data,
};
