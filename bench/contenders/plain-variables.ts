import { Question, REPORT } from '../cases/question';

/** Variables for the peers, who take keys of the database as they are. C1 is asked of none of them. */
export function plainVariables(question: Question): object {
  switch (question.about) {
    case 'Q1':
      return { id: String(question.contractId) };
    case 'Q2':
      return { after: String(question.afterCustomerId) };
    case 'Q3':
      return { from: question.from, to: question.to };
    case 'M1': {
      const { contractId, contactId, product } = question;
      return { input: { ...REPORT, contractId: String(contractId), contactId: String(contactId), product } };
    }
    case 'C1':
      throw new Error('no peer decides what may be done');
  }
}
