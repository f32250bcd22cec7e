import { RequestContext } from '../../src/catalog/request-context';
import { Plan } from '../../src/catalog/domain/plan';
import { Catalog } from '../../src/catalog/persistence/catalog';
import { addNamedContact } from '../../src/contacts/use-cases/add-named-contact';
import { contactsOfContracts } from '../../src/contacts/persistence/named-contacts';
import { removeNamedContact } from '../../src/contacts/use-cases/remove-named-contact';
import { ordersOfContracts } from '../../src/consulting/persistence/consulting-orders';
import { deliverConsultingBlock } from '../../src/consulting/use-cases/deliver-consulting-block';
import { reverseConsultingBlock } from '../../src/consulting/use-cases/reverse-consulting-block';
import { reverseConsultingOrder } from '../../src/consulting/use-cases/reverse-consulting-order';
import { updateConsultingBlock } from '../../src/consulting/use-cases/update-consulting-block';
import { resumeContract } from '../../src/contracts/use-cases/resume-contract';
import { suspendContract } from '../../src/contracts/use-cases/suspend-contract';
import { withdrawNotice } from '../../src/contracts/use-cases/withdraw-notice';
import { withdrawPlanChange } from '../../src/contracts/use-cases/withdraw-plan-change';
import { cancelContract } from '../../src/endings/use-cases/cancel-contract';
import { voidIncident } from '../../src/incidents/use-cases/void-incident';
import { Caller } from '../../src/shared/domain/caller';
import { bookConsultingBlock } from '../../src/consulting/use-cases/book-consulting-block';
import { orderAdditionalConsulting } from '../../src/consulting/use-cases/order-additional-consulting';
import { changePlan } from '../../src/contracts/use-cases/change-plan';
import { giveNotice } from '../../src/endings/use-cases/give-notice';
import { orderContract } from '../../src/contracts/use-cases/order-contract';
import { createCustomer } from '../../src/customers/use-cases/create-customer';
import { openIncident } from '../../src/incidents/use-cases/open-incident';
import { registerSatellite } from '../../src/satellites/use-cases/register-satellite';
import { dateAt } from '../../src/shared/domain/local-date';
import { Refusal, Refused, ruleBroken } from '../../src/shared/domain/refusal';
import { Database } from '../../src/platform/transactions/database';
import { contactNamed, uniqueNumber } from '../support/builders';
import { TestClock } from '../support/test-clock';
import { HistoryStep, Scenario } from './agreement-scenarios';

const STAFF: Caller = {
  keyId: '0',
  name: 'agreement',
  role: 'ADMIN',
  customerId: null,
  isPartner: false,
  providerId: null,
};
const MS_A_DAY = 86_400_000;
const PRODUCTS: Readonly<Record<string, { product: string; productVersion: string }>> = {
  'it-novum': { product: 'i-doit-pro', productVersion: '30' },
  op5: { product: 'op5-monitor', productVersion: '9.0.1' },
};

export const PRICE = { listPricePerHour: '150.00', currency: 'EUR' };
/** Why a step is left out whose thing is not there. */
const NOTHING_TO_TURN: readonly Refusal[] = [ruleBroken('NOT_FOUND', 'There is no such thing.', [])];

/** Why a mutation refused; nothing where it accepted. */
export async function refusalsOf(mutation: Promise<unknown>): Promise<readonly Refusal[]> {
  try {
    await mutation;
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.refusals;
    throw error;
  }
}

/** A contract with a history, at the use cases and on a real database; the clock is its own. */
export class AgreementWorld {
  readonly clock = new TestClock('2026-01-01T00:00:00Z');

  private constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
    readonly plans: readonly Plan[],
    private readonly provider: string,
  ) {}

  readonly orderReceivedAt = this.clock.now();
  contractId = '';
  contactId = '';
  private customerId = '';
  private caller = STAFF;
  private readonly incidentIds: string[] = [];
  private readonly blockIds: string[] = [];

  /** Orders a contract and lives through its history; steps that are refused are left out. */
  static async live(database: Database, catalog: Catalog, scenario: Scenario): Promise<AgreementWorld> {
    const provider = (await catalog.allProviders()).find(({ code }) => code === scenario.provider)!;
    const world = new AgreementWorld(
      database,
      catalog,
      await catalog.currentPlans(provider.id),
      provider.code,
    );
    await world.order(scenario);
    for (const step of scenario.history) {
      world.clock.moveTo(new Date(world.clock.now().getTime() + step.afterDays * MS_A_DAY));
      await world.take(step);
    }
    return world;
  }

  /** From now on the requests are of staff or of the customer. */
  speakAs(role: 'ADMIN' | 'CUSTOMER'): void {
    this.caller = role === 'ADMIN' ? STAFF : { ...STAFF, role, customerId: this.customerId };
  }

  /** A request of its own, as each caller has. */
  context(): RequestContext {
    return new RequestContext(this.catalog, this.database, this.clock, this.caller, 'agreement');
  }

  plan(code: string): Plan {
    return this.plans.find((plan) => plan.code === code)!;
  }

  product(): { product: string; productVersion: string } {
    return PRODUCTS[this.provider]!;
  }

  open(): Promise<readonly Refusal[]> {
    const systems = { testSystem: false, distributedSetup: false };
    const request = { channel: 'EMAIL', impact: 'LOW', ...systems, receivedAt: null } as const;
    const report = { platformVersion: 'Debian 12', description: 'It does not answer.' };
    const { contractId, contactId } = this;
    const input = { contractId, contactId, ...request, ...report, ...this.product() };
    return refusalsOf(openIncident(this.context(), input).then(({ id }) => this.incidentIds.push(id)));
  }

  addContact(): Promise<readonly Refusal[]> {
    const contact = contactNamed(uniqueNumber('Person'));
    return refusalsOf(addNamedContact(this.context(), { contractId: this.contractId, contact }));
  }

  register(): Promise<readonly Refusal[]> {
    const name = uniqueNumber('satellite');
    return refusalsOf(registerSatellite(this.context(), { contractId: this.contractId, name }));
  }

  book(startsAt: Date, blocks: number): Promise<readonly Refusal[]> {
    const appointment = {
      contractId: this.contractId,
      startsAt,
      subject: 'Upgrade',
      consultant: null,
      blocks,
    };
    const booked = bookConsultingBlock(this.context(), appointment);
    return refusalsOf(booked.then((blocks) => this.blockIds.push(...blocks.map(({ id }) => id))));
  }

  private async order(scenario: Scenario): Promise<void> {
    const context = this.context();
    const { region, provider, plan, activatesAfterDays, termMonths } = scenario;
    const customer = {
      number: uniqueNumber('C'),
      name: 'Customer',
      region,
      isPartner: false,
      partnerId: null,
      language: 'EN',
    } as const;
    const { id: customerId } = await createCustomer(context, customer);
    this.customerId = customerId;
    const { orderReceivedAt } = this;
    const activates = new Date(orderReceivedAt.getTime() + activatesAfterDays * MS_A_DAY);
    const ordered = await orderContract(context, {
      customerId,
      planId: this.plan(plan).id,
      number: uniqueNumber(provider),
      orderReceivedAt,
      activateOn: dateAt(activates, 'UTC'),
      termMonths,
      contacts: [contactNamed('Ada')],
    });
    this.contractId = ordered.id;
    const [contact] = await context.load(contactsOfContracts, { id: ordered.id, moment: null });
    this.contactId = contact!.id;
  }

  private async take(step: HistoryStep): Promise<void> {
    for (let n = 0; n < step.times; n += 1) {
      if ((await this.takeOnce(step)).length > 0) return;
    }
  }

  private takeOnce(step: HistoryStep): Promise<readonly Refusal[]> {
    const { contractId } = this;
    const context = this.context();
    const now = this.clock.now();
    switch (step.kind) {
      case 'OPEN':
        return this.open();
      case 'ADD_CONTACT':
        return this.addContact();
      case 'REMOVE_CONTACT':
        return refusalsOf(removeNamedContact(context, { contactId: this.contactId }));
      case 'REGISTER':
        return this.register();
      case 'BOOK':
        return this.book(new Date(now.getTime() + 7 * MS_A_DAY), 1);
      case 'ORDER_BLOCKS':
        return refusalsOf(orderAdditionalConsulting(context, { contractId, blocks: 1, ...PRICE }));
      case 'CHANGE_PLAN': {
        const planId = this.plan(step.plan).id;
        return refusalsOf(changePlan(context, { contractId, planId, effectiveOn: null }));
      }
      case 'GIVE_NOTICE': {
        const notice = { receivedAt: now, party: step.party, reason: null, acceptConsequences: false };
        return refusalsOf(giveNotice(context, { contractId, ...notice }));
      }
      default:
        return this.turn(step);
    }
  }

  /** Takes back or changes something of before. */
  private async turn({ kind, party }: HistoryStep): Promise<readonly Refusal[]> {
    const { contractId } = this;
    const context = this.context();
    const subject = { contractId, reason: 'A turn.' };
    const incidentId = this.incidentIds.at(-1);
    switch (kind) {
      case 'SUSPEND':
        return refusalsOf(suspendContract(context, subject));
      case 'RESUME':
        return refusalsOf(resumeContract(context, subject));
      case 'CANCEL':
        return refusalsOf(cancelContract(context, subject));
      case 'WITHDRAW_NOTICE':
        return refusalsOf(withdrawNotice(context, { ...subject, party, dropPlanChange: true }));
      case 'WITHDRAW_PLAN_CHANGE':
        return refusalsOf(withdrawPlanChange(context, contractId));
      case 'REVERSE_ORDER': {
        const [order] = await context.load(ordersOfContracts, contractId);
        if (order === undefined) return NOTHING_TO_TURN;
        return refusalsOf(
          reverseConsultingOrder(context, { orderId: order.id, blocks: null, reason: 'A turn.' }),
        );
      }
      case 'VOID': {
        if (incidentId === undefined) return NOTHING_TO_TURN;
        const request = { incidentId, reason: 'A turn.', internal: false, duplicateOfId: null };
        return refusalsOf(voidIncident(context, request).then(() => this.incidentIds.pop()));
      }
      default:
        return this.turnBlock(kind);
    }
  }

  private async turnBlock(kind: HistoryStep['kind']): Promise<readonly Refusal[]> {
    const context = this.context();
    const blockId = this.blockIds.at(-1);
    if (blockId === undefined) return NOTHING_TO_TURN;
    switch (kind) {
      case 'MOVE': {
        const startsAt = new Date(this.clock.now().getTime() + 200 * MS_A_DAY);
        return refusalsOf(
          updateConsultingBlock(context, { blockId, startsAt, subject: null, consultant: null }),
        );
      }
      case 'DELIVER':
        return refusalsOf(deliverConsultingBlock(context, { blockId, deliveredAt: null, deliveredBy: null }));
      default:
        return refusalsOf(reverseConsultingBlock(context, { blockId, reason: 'A turn.' }));
    }
  }
}
