import { GraphQLClient } from 'graphql-request';
import { Database } from '../../src/platform/transactions/database';
import { createCustomer, planId, uniqueNumber } from '../support/builders';
import { Answer, mutate } from '../support/mutate';
import { TestClock } from '../support/test-clock';
import { TestServer } from '../support/test-server';
import { bookOf, importContract } from './brought-in';
import { Command, iso, ModelContract, pickOf, Role } from './command';
import { commandOf } from './command-of';
import { orderOf, turningPoints } from './contract-commands';
import { askFeed, expectedFeed } from './feed';
import { askIncidents, expectedIncidents } from './incident-view';
import { compareLists } from './lists';
import { PlanCode, ProviderCode } from './offer';
import { ask, expected, Probe } from './probe';
import { BroughtIn, Order, Step } from './steps';

const START = Date.parse('2027-01-04T08:00:00Z');

/** All who may act: a key of each role, and a customer who has nothing to do with the contracts. */
export interface Actors {
  readonly clients: Readonly<Record<Step['actor'], GraphQLClient>>;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly database: Database;
  readonly planIds: Readonly<Record<ProviderCode, Readonly<Record<PlanCode, string>>>>;
}

export async function actorsOf(server: TestServer): Promise<Actors> {
  const admin = await server.as('ADMIN');
  const customerNumber = uniqueNumber('C');
  const customerId = await createCustomer(admin, { number: customerNumber });
  const plans = async (provider: ProviderCode) => ({
    basic: await planId(admin, provider, 'basic'),
    standard: await planId(admin, provider, 'standard'),
    premium: await planId(admin, provider, 'premium'),
  });
  return {
    customerId,
    customerNumber,
    database: server.program,
    planIds: { 'it-novum': await plans('it-novum'), op5: await plans('op5') },
    clients: {
      ADMIN: admin,
      SALES: await server.as('SALES'),
      SUPPORT: await server.as('SUPPORT'),
      CUSTOMER: await server.as('CUSTOMER', customerId),
      STRANGER: await server.as('CUSTOMER', await createCustomer(admin)),
    },
  };
}

/** The server and the model side by side: every step is done on both, and their answers are held against each other. */
export class World {
  private now = START;
  private readonly contracts: ModelContract[] = [];

  constructor(
    private readonly actors: Actors,
    private readonly clock: TestClock,
  ) {
    clock.moveTo(new Date(START));
  }

  /** Orders a contract as somebody who may. */
  begin(order: Order): Promise<void> {
    return this.order(order, 'ADMIN');
  }

  /** Begins with a contract of another system. */
  async bringIn(broughtIn: BroughtIn): Promise<void> {
    const { customerNumber, database, clients } = this.actors;
    const { facts, book } = bookOf(broughtIn, customerNumber, this.now);
    const ids = await importContract(database, clients.ADMIN, book, this.now);
    // What is recorded when it happens is known by its own instant, all else from the import on.
    const before = { ...structuredClone(facts), opening: null, orders: [], notices: [] };
    const known = [
      { from: facts.beganAt, facts: before },
      { from: this.now, facts: structuredClone(facts) },
    ];
    this.contracts.push({ ...ids, facts, known, feed: [] });
  }

  async take(step: Step): Promise<void> {
    const contract = pickOf(this.contracts, step.contract)!;
    this.move(step, contract);
    if (step.kind === 'order') await this.order(step.order, step.actor);
    else
      for (let time = 0; time < step.times; time += 1)
        await this.act({ ...step, n: step.n + time }, contract);
    await this.compare(contract, step);
  }

  async compareAll(step: Pick<Step, 'n' | 'm'>): Promise<void> {
    const { ADMIN } = this.actors.clients;
    for (const contract of this.contracts) {
      await this.compare(contract, step);
      expect(await askIncidents(ADMIN, contract)).toEqual(expectedIncidents(contract, this.now));
      expect(await askFeed(ADMIN, contract.id)).toEqual(expectedFeed(contract));
    }
  }

  private move({ wait, m }: Step, contract: ModelContract): void {
    if (wait !== 'turning point') this.now += wait;
    else this.now = pickOf(turningPoints(contract.facts, this.now), m) ?? this.now;
    this.clock.moveTo(new Date(this.now));
  }

  private async order(order: Order, actor: Step['actor']): Promise<void> {
    const { facts, refusals, input } = orderOf(order, this.now);
    const planId = this.actors.planIds[order.provider][order.plan];
    const command: Command = {
      mutation: 'orderContract',
      roles: ['ADMIN', 'SALES'],
      input: { ...input, planId, customerId: this.actors.customerId },
      selection: 'contract { id namedContacts { id } }',
      refusals,
      apply: ({ contract }) => {
        const people = (contract.namedContacts as { id: string }[]).map(({ id }) => id);
        const known = [{ from: facts.beganAt, facts: structuredClone(facts) }];
        const ids = { people, boxes: [], incidents: [], blocks: [], orders: [] };
        this.contracts.push({ id: contract.id as string, facts, known, feed: [], ids });
      },
    };
    await this.perform(command, actor);
  }

  private async act(step: Step, contract: ModelContract): Promise<void> {
    const planIds = this.actors.planIds[contract.facts.provider];
    const command = commandOf(step, contract, this.now, roleOf(step), planIds);
    if (command === null) return;
    if (await this.perform(command, step.actor))
      contract.known.push({ from: this.now, facts: structuredClone(contract.facts) });
  }

  /** Whether it was done. */
  private async perform(command: Command, actor: Step['actor']): Promise<boolean> {
    const { mutation, roles, input, selection } = command;
    const call = mutate(this.actors.clients[actor], mutation, input, selection);
    if (!roles.includes(actor === 'STRANGER' ? 'CUSTOMER' : actor)) {
      await expect(call).rejects.toThrow('may not call');
      return false;
    }
    const answer = await call;
    const refusals = actor === 'STRANGER' ? ['NOT_FOUND'] : command.refusals;
    const context = { mutation, at: iso(this.now), actor, input };
    expect({ ...context, refusals: refusalsOf(answer) }).toEqual({
      ...context,
      refusals: [...refusals].sort(),
    });
    if (refusals.length > 0) return false;
    command.apply(answer);
    return true;
  }

  private async compare(contract: ModelContract, { n, m }: Pick<Step, 'n' | 'm'>): Promise<void> {
    const probe: Probe = {
      now: this.now,
      past: pastOf(contract, this.now, n),
      knownAt:
        m % 2 === 0 || this.now < contract.facts.orderedAt ? null : knownAtOf(contract, this.now, n + m),
      future: futureOf(contract, this.now, m),
    };
    expect(await ask(this.actors.clients.ADMIN, contract.id, probe)).toEqual(expected(contract, probe));
    await compareLists(this.actors.clients.ADMIN, this.actors.customerId, contract, this.now, n);
  }
}

function roleOf({ actor }: Step): Role {
  return actor === 'STRANGER' ? 'CUSTOMER' : actor;
}

function refusalsOf({ userErrors }: Answer): string[] {
  return userErrors
    .map(({ code, used, limit }) => (limit === undefined ? code : `${code} ${used}/${limit}`))
    .sort();
}

/** An instant at which something became known, or the last one before: of the first, the last instant before the order. */
function pastOf({ facts, known }: ModelContract, now: number, index: number): number {
  if (now < facts.orderedAt) return facts.orderedAt;
  const instants = known.flatMap(({ from }) => [from - 1, from]).filter((at) => at <= now);
  return pickOf(instants, index)!;
}

/** Such an instant, or the present. */
function knownAtOf(contract: ModelContract, now: number, index: number): number {
  return index % 3 === 0 ? now : Math.min(now, pastOf(contract, now, index));
}

function futureOf({ facts }: ModelContract, now: number, index: number): number {
  const start = Math.max(now, facts.orderedAt);
  return pickOf([...turningPoints(facts, start), start + 500 * 86_400_000], index)!;
}
