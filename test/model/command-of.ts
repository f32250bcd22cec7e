import { Command, ModelContract, pickOf, Role } from './command';
import { cancelContract, changePlan, turningPoints, withdrawPlanChange } from './contract-commands';
import {
  addContact,
  decommissionSatellite,
  registerSatellite,
  removeContact,
  replaceContact,
} from './contact-and-satellite-commands';
import { PlanCode } from './offer';
import { giveNotice, withdrawNotice } from './notice-commands';
import { Step } from './steps';
import { resume, suspend } from './suspension-commands';
import { bookBlocks, moveBlock } from './consulting-commands';
import { deliverBlock, orderBlocks, reverseOrder, stepBlock } from './billed-commands';
import { correctIncident, openIncident } from './incident-commands';
import { nextStep, stepIncident } from './incident-life';

/** The command of a step; null where there is nothing that it could be about, or for an order, which is about nothing. */
export function commandOf(
  step: Step,
  contract: ModelContract,
  now: number,
  role: Role,
  planIds: Readonly<Record<PlanCode, string>>,
): Command | null {
  const { n, m, kind } = step;
  const { facts } = contract;
  switch (kind) {
    case 'order':
      return null;
    case 'addContact':
      return addContact(contract, now, n);
    case 'replaceContact':
      return facts.people.length === 0 ? null : replaceContact(contract, now, n, m);
    case 'removeContact':
      return facts.people.length === 0 ? null : removeContact(contract, now, m);
    case 'registerSatellite':
      return registerSatellite(contract, now, n);
    case 'decommissionSatellite':
      return facts.boxes.length === 0 ? null : decommissionSatellite(contract, now, m);
    case 'openIncident':
      return facts.people.length === 0
        ? null
        : openIncident(contract, now, { ...step.request, receivedBefore: step.receivedBefore }, role);
    case 'advance':
    case 'close':
    case 'reopen':
    case 'note':
    case 'linkBug':
    case 'void': {
      if (facts.incidents.length === 0) return null;
      const given = { now, role, receivedBefore: step.receivedBefore, n, m };
      return stepIncident(contract, kind === 'advance' ? nextStep(contract, given) : kind, given);
    }
    case 'correct':
      return facts.incidents.length === 0 ? null : correctIncident(contract, now, step.request, n, m);
    case 'bookBlocks':
      return bookBlocks(contract, now, appointmentOf(step, contract, now), 1 + (n % 3), role);
    case 'move':
      return facts.blocks.length === 0
        ? null
        : moveBlock(contract, now, appointmentOf(step, contract, now), n, role);
    case 'cancel':
    case 'reverse':
      return facts.blocks.length === 0 ? null : stepBlock(contract, now, kind, m, role);
    case 'deliver':
      return facts.blocks.length === 0 ? null : deliverBlock(contract, now, step.receivedBefore, m);
    case 'orderBlocks':
      return orderBlocks(contract, now, 1 + (n % 3));
    case 'reverseOrder':
      return facts.orders.length === 0 ? null : reverseOrder(contract, now, n % 3 === 0 ? null : n % 3, m);
    case 'changePlan':
      return changePlan(contract, now, step.change, planIds);
    case 'withdrawPlanChange':
      return withdrawPlanChange(contract, now);
    case 'suspend':
      return suspend(contract, now);
    case 'resume':
      return resume(contract, now);
    case 'cancelContract':
      return cancelContract(contract, now);
    case 'giveNotice':
      return giveNotice(contract, now, { ...step, acceptConsequences: m % 2 === 0 }, role);
    case 'withdrawNotice':
      return withdrawNotice(contract, now, n % 2 === 0 ? null : step.party, m % 3 === 0, role);
  }
}

function appointmentOf({ appointment, m }: Step, { facts }: ModelContract, now: number): number {
  if (appointment !== 'turning point') return now + appointment;
  return pickOf(turningPoints(facts, now), m) ?? now;
}
