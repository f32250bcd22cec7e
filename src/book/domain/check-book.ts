import { BookFacts } from './book-facts';
import { BookPlan } from './book-plan';
import { BookFault, BookRows } from './book-rows';
import { checkContacts, checkSatellites, Targets } from './check-children';
import { checkContracts } from './check-contracts';
import { checkCustomers } from './check-customers';
import { checkChanges } from './check-changes';
import { checkBlocks, checkNotices, checkSuspensions } from './check-promises';
import { CheckList } from './check-list';
import { checkUsage } from './check-usage';

/**
 * Holds all rows against each other, the catalog and the database, by the rules of the API but for those that concern
 * a sale of today. What is wrong goes to the list; what is to be written is returned, and is right where the list is empty.
 */
export function checkBook(book: BookRows, facts: BookFacts, faults: BookFault[]): BookPlan {
  const list = new CheckList(faults);
  const customers = checkCustomers(book, facts, list);
  const contracts = checkContracts(book, facts, list);
  const find = new Targets(contracts.targets, book.faulty, list);
  const unchanged = {
    customers: customers.unchanged,
    contracts: contracts.unchanged,
    contacts: checkContacts(book.contacts, find, facts, list),
    satellites: checkSatellites(book.satellites, find, facts, list),
    usage: checkUsage(book.usage, find, facts.now, list),
    notices: checkNotices(book.notices, find, facts, list),
    changes: checkChanges(book.changes, find, facts, list),
    suspensions: checkSuspensions(book.suspensions, find, facts, list),
    blocks: checkBlocks(book.blocks, find, facts, list),
  };
  const bundles = [...contracts.targets.values()].filter(
    ({ contract, contacts, satellites, opening }) =>
      contract !== null || contacts.length > 0 || satellites.length > 0 || opening !== null,
  );
  return { customers: customers.customers, bundles, unchanged };
}
