import { CONTACT, ONCE, Question, REPORT, SUBJECT } from '../cases/question';

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
    case 'A1':
      return { input: { contractId: String(question.contractId), ...CONTACT, key: ONCE } };
    case 'B1': {
      const { contractId, startsAt } = question;
      return { input: { contractId: String(contractId), startsAt, subject: SUBJECT, key: ONCE } };
    }
    case 'C1':
      throw new Error('no peer decides what may be done');
  }
}
