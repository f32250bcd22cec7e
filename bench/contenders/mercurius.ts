import { resolve } from 'node:path';
import { DOCUMENTS } from '../cases/documents';
import { PEERS } from '../require-from-peers';
import { Contender } from './contender';
import { plainVariables } from './plain-variables';

/** mercurius with jit and hand-written SQL: the same documents as Ambit, a part of its schema. */
export const MERCURIUS: Contender = {
  name: 'mercurius',
  cases: ['Q1', 'Q2', 'Q3', 'M1', 'M1-hot'],
  command: [process.execPath, '--max-semi-space-size=32', resolve(PEERS, 'mercurius.mjs')],
  pathOf: () => '/graphql',
  bodies: () =>
    Promise.resolve((question) => ({
      query: DOCUMENTS[question.about],
      variables: plainVariables(question),
    })),
  answer: (_question, data) => data,
};
