import { rm } from 'node:fs/promises';
import { GraphQLClient } from 'graphql-request';
import { programRequest } from '../../src/access/use-cases/program-request';
import { BookKind } from '../../src/book/domain/book-columns';
import { checkFiles } from '../../src/book/use-cases/check-files';
import { importBook } from '../../src/book/use-cases/import-book';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { Database } from '../../src/platform/transactions/database';
import { BookFolder, csv } from '../book/book-files';
import { uniqueNumber } from '../support/builders';
import { ModelContract } from './command';
import { dayAt, plus, startOf } from './dates';
import { discountOf, LIST_PRICE } from './feed';
import { ContractFacts, yearAt } from './model-contract';
import { previewedEnd } from './notice-commands';
import { OFFERS, ZONES } from './offer';
import { BroughtIn } from './steps';

/** A book of one contract: its number, and the lines of each file. */
export interface OneContract {
  readonly number: string;
  readonly lines: Partial<Record<BookKind, readonly string[]>>;
}

/** The facts that the import of a contract leads to, and the book that describes it. */
export function bookOf(
  broughtIn: BroughtIn,
  customerNumber: string,
  now: number,
): { facts: ContractFacts; book: OneContract } {
  const { provider, plan, termMonths } = broughtIn;
  const zone = ZONES[provider];
  const offer = OFFERS[provider][plan];
  const today = dayAt(now, zone);
  const activatesOn = plus(today, { months: -broughtIn.activeMonths });
  const orderedOn = plus(activatesOn, { days: -30 });
  const orderedAt = startOf(orderedOn, zone);
  const midnight = startOf(today, zone);
  const people = ['Ada'].slice(0, broughtIn.contacts);
  const incidents = Math.min(broughtIn.incidents, offer.incidents ?? broughtIn.incidents);
  const blocks = Math.min(broughtIn.includedBlocks, offer.includedBlocks);
  const paid = offer.additionalBlocks ? broughtIn.paidBlocks : 0;
  const facts: ContractFacts = {
    ...{ provider, zone, orderedAt, orderedOn, activatesOn, termMonths },
    beganAt: orderedAt,
    plans: [{ from: -Infinity, plan, recordedAt: -Infinity }],
    ...{ notices: [], cancelledAt: null, boxes: [], incidents: [], blocks: [] },
    suspensions: broughtIn.isSuspended ? [{ since: midnight, until: null }] : [],
    people: people.map((name) => ({ name, since: orderedAt, until: null })),
    opening: null,
    orders: paid === 0 ? [] : [{ at: now, plan, blocks: paid, reversals: [] }],
  };
  const year = yearAt(facts, now);
  facts.opening = { year, incidents, blocks, at: now };
  const endsOn = previewedEnd(facts, midnight);
  if (broughtIn.isUnderNotice)
    facts.notices = [{ endsOn, party: 'CUSTOMER', recordedAt: now, from: midnight }];
  const number = uniqueNumber('B');
  const yearFrom = plus(activatesOn, { months: 12 * (year - 1) });
  const price = `${LIST_PRICE},EUR,${discountOf(plan)}`;
  return {
    facts,
    book: {
      number,
      lines: {
        contracts: [
          `${number},${customerNumber},${provider},${plan},1,${orderedOn},${activatesOn},${termMonths}`,
        ],
        contacts: people.map((name) => `${number},${name},${name.toLowerCase()}@example.com,+49 661 103 0,`),
        usage: [`${number},${yearFrom},${incidents},${blocks}`],
        notices: broughtIn.isUnderNotice ? [`${number},CUSTOMER,${today},,`] : [],
        suspensions: broughtIn.isSuspended ? [`${number},${today},Why.`] : [],
        blocks: paid === 0 ? [] : [`${number},${today},${paid},${price}`],
      },
    },
  };
}

/** Brings the contract in as the command does, and returns the ids that the server gave out. */
export async function importContract(
  database: Database,
  admin: GraphQLClient,
  { number, lines }: OneContract,
  now: number,
): Promise<Pick<ModelContract, 'id' | 'ids'>> {
  const at = new Date(now);
  const folder = await BookFolder.make();
  const files = [];
  for (const [kind, each] of Object.entries(lines) as [BookKind, string[]][])
    files.push({ kind, path: await folder.write(`${kind}.csv`, csv(kind, ...each)) });
  const { plan, faults } = await checkFiles(database, new Catalog(database), files, at);
  await rm(folder.path, { recursive: true });
  expect(faults).toEqual([]);
  const request = programRequest(database, 'model', 'importBook', at);
  await importBook((work) => request.write(work), plan, at);
  const { contract } = await admin.request<{ contract: Imported }>(
    'query ($number: String!) { contract(number: $number) { id namedContacts { id } consultingOrders { id } } }',
    { number },
  );
  const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
  const [people, orders] = [idsOf(contract.namedContacts), idsOf(contract.consultingOrders)];
  return { id: contract.id, ids: { people, orders, boxes: [], incidents: [], blocks: [] } };
}

interface Imported {
  readonly id: string;
  readonly namedContacts: readonly { readonly id: string }[];
  readonly consultingOrders: readonly { readonly id: string }[];
}
