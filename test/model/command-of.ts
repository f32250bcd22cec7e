import { Command, ModelContract, pickOf, Role } from './command';
import {
  changePlan,
  giveNotice,
  turningPoints,
  withdrawNotice,
  withdrawPlanChange,
} from './contract-commands';
import {
  addContact,
  decommissionSatellite,
  registerSatellite,
  removeContact,
  replaceContact,
} from './held-commands';
import { PlanCode } from './offer';
import { Step } from './steps';
import { bookBlocks, openIncident, orderBlocks, stepBlock, voidIncident } from './usage-commands';

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
      return facts.boxes.length === 0 ? null : decommissionSatellite(contract, m);
    case 'openIncident':
      return facts.people.length === 0
        ? null
        : openIncident(contract, now, { ...step.request, receivedBefore: step.receivedBefore });
    case 'voidIncident':
      return facts.incidents.length === 0 ? null : voidIncident(contract, m);
    case 'bookBlocks':
      return bookBlocks(contract, now, appointmentOf(step, contract, now), 1 + (n % 3), role);
    case 'cancel':
    case 'deliver':
    case 'reverse':
      return facts.blocks.length === 0 ? null : stepBlock(contract, now, kind, m, role);
    case 'orderBlocks':
      return orderBlocks(contract, now, 1 + (n % 3));
    case 'changePlan':
      return changePlan(contract, now, step.change, planIds);
    case 'withdrawPlanChange':
      return withdrawPlanChange(contract, now);
    case 'giveNotice':
      return giveNotice(contract, now, step.receivedBefore, step.party, role);
    case 'withdrawNotice':
      return withdrawNotice(contract, now, role);
  }
}

function appointmentOf({ appointment, m }: Step, { facts }: ModelContract, now: number): number {
  if (appointment !== 'turning point') return now + appointment;
  return pickOf(turningPoints(facts, now), m) ?? now;
}
