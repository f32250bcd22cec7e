import { GraphQLClient } from 'graphql-request';
import { createCustomer, order, OrderedContract } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { TestServer, useServer } from '../support/test-server';

/** When each test begins: a Wednesday noon in Berlin. */
export const NOW = '2026-06-10T10:00:00.000Z';

export interface CustomerWithContract {
  readonly clock: TestClock;
  readonly server: TestServer;
  readonly admin: GraphQLClient;
  /** A client with a key of the customer. */
  readonly customer: GraphQLClient;
  /** Standard of it-novum, active since May. */
  readonly contract: OrderedContract;
}

/** A server, and a customer with a contract on it, for the tests that follow. They are there from `beforeAll` on. */
export function useCustomerWithContract(): CustomerWithContract {
  const clock = new TestClock(NOW);
  const server = useServer(clock);
  const made = { clock, server } as {
    -readonly [Name in keyof CustomerWithContract]: CustomerWithContract[Name];
  };
  beforeAll(async () => {
    made.admin = await server.as('ADMIN');
    const customerId = await createCustomer(made.admin);
    made.customer = await server.as('CUSTOMER', customerId);
    made.contract = await order(made.admin, 'it-novum', 'standard', {
      orderReceivedAt: '2026-04-10T10:00:00Z',
      customerId,
    });
  });
  beforeEach(() => clock.moveTo(NOW));
  return made;
}
