import { billedPeriod } from '../data/consulting-tables';
import { below, randomNumbers } from '../data/random';
import { IDS_A_CONTRACT, sampleContract } from '../data/sample-contract';
import { bulkCount, customerCount, Size } from '../data/size';
import { CaseName, IncidentQuestion, Question } from './question';

const SEED = 20_261_121;
/** Enough that no cache of the database holds the answers of a large size, and few enough to be kept in memory. */
const POINT_QUESTIONS = 10_000;
const LIST_QUESTIONS = 500;
/** Twice as many as a page of the feed holds, so that totals go over more than the page. */
const ROWS_A_PERIOD = 400;
/** Contracts that are left to M1-hot: one for each server, so that none works on rows that another has made. */
const HOT_CONTRACTS = 8;
/** Far enough that no run reaches it, and within the contract year of nearly all contracts or in the one after it. */
const APPOINTMENT_AHEAD_MS = 3_600_000;

/** The requests of a case in the order in which they are sent: the same in every run and for every server. */
export function questionsOf(name: CaseName, size: Size, month: Date, server: number): Question[] {
  const random = randomNumbers(SEED);
  const many = (count: number, make: () => Question) => Array.from({ length: count }, make);
  switch (name) {
    case 'Q1':
    case 'Q1-alone':
      return many(POINT_QUESTIONS, () => ({ about: 'Q1', contractId: 1 + below(random, size) }));
    case 'Q2':
      return many(LIST_QUESTIONS, () => ({
        about: 'Q2',
        afterCustomerId: below(random, customerCount(size) - 50),
      }));
    case 'Q3':
      return many(LIST_QUESTIONS, () => periodFrom(random(), size, month));
    case 'C1':
      return many(POINT_QUESTIONS, () => incidentOf('C1', 1 + below(random, size), size, month));
    case 'M1':
    case 'M1-alone':
      return many(POINT_QUESTIONS, () => incidentOf('M1', writtenTo(random, size), size, month));
    case 'M1-key':
      return many(POINT_QUESTIONS, () => ({
        ...incidentOf('M1', writtenTo(random, size), size, month),
        keyed: true,
      }));
    case 'M1-hot':
      return [incidentOf('M1', 1 + server, size, month)];
    case 'A1':
      return many(POINT_QUESTIONS, () => ({ about: 'A1', contractId: writtenTo(random, size) }));
    case 'B1': {
      const startsAt = new Date(Date.now() + APPOINTMENT_AHEAD_MS).toISOString();
      return many(POINT_QUESTIONS, () => ({ about: 'B1', contractId: writtenTo(random, size), startsAt }));
    }
  }
}

/** A contract that accepts whatever is written. */
function writtenTo(random: () => number, size: Size): number {
  return 1 + HOT_CONTRACTS + below(random, bulkCount(size) - HOT_CONTRACTS);
}

function periodFrom(place: number, size: Size, month: Date): Question {
  const { from, to } = billedPeriod(month);
  const length = ((to - from) * ROWS_A_PERIOD) / (2.5 * size);
  const start = Math.floor(from + place * (to - from - length));
  return { about: 'Q3', from: new Date(start).toISOString(), to: new Date(start + length).toISOString() };
}

const PRODUCTS: Readonly<Record<string, string>> = {
  'it-novum': 'openitcockpit-enterprise',
  op5: 'op5-monitor',
  bulk: 'bulk-monitor',
};

function incidentOf(about: 'C1' | 'M1', contractId: number, size: Size, month: Date): IncidentQuestion {
  const [provider] = sampleContract(contractId, size, month).plan.split('/');
  return {
    about,
    contractId,
    contactId: contractId * IDS_A_CONTRACT,
    product: PRODUCTS[provider!]!,
    keyed: false,
  };
}
