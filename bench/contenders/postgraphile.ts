import { resolve } from 'node:path';
import { POSTGRAPHILE_DOCUMENTS } from '../cases/postgraphile-documents';
import { Question } from '../cases/question';
import { PEERS } from '../require-from-peers';
import { Ask, Contender } from './contender';
import { plainVariables } from './plain-variables';
import { fromPostGraphile } from './postgraphile-answers';

const PATH = '/graphql';

/** PostGraphile 5 over views and functions in SQL, on the Node 24 that it needs. */
export const POSTGRAPHILE: Contender = {
  name: 'PostGraphile',
  cases: ['Q1', 'Q2', 'Q3', 'M1', 'M1-hot', 'A1', 'B1'],
  command: [
    resolve(PEERS, 'node_modules/node/bin/node'),
    '--max-semi-space-size=32',
    resolve(PEERS, 'postgraphile.mjs'),
  ],
  pathOf: () => PATH,
  async bodies(ask) {
    const cursorAfter = await readCursorShape(ask);
    return (question) => ({
      query: POSTGRAPHILE_DOCUMENTS[question.about as 'Q1'],
      variables:
        question.about === 'Q2' ? { after: cursorAfter(question.afterCustomerId) } : plainVariables(question),
    });
  },
  answer: (question: Question, data) => fromPostGraphile(question, data),
};

/** A cursor of PostGraphile holds a digest of the list's order, then the key. The digest is taken from one it gave out. */
async function readCursorShape(ask: Ask): Promise<(customerId: number) => string> {
  const query = '{ allCustomers(first: 1) { pageInfo { endCursor } } }';
  const { allCustomers } = (await ask(PATH, { query })) as {
    allCustomers: { pageInfo: { endCursor: string } };
  };
  const [digest] = JSON.parse(Buffer.from(allCustomers.pageInfo.endCursor, 'base64').toString()) as [string];
  return (customerId) => Buffer.from(JSON.stringify([digest, String(customerId)])).toString('base64');
}
