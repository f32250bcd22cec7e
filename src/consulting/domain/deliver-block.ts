import { INCLUDED_BLOCK, Plan } from '../../catalog/domain/plan';
import { contractYearOn } from '../../contracts/domain/contract-dates';
import { activationInstant, ContractState, decideNotEnded } from '../../contracts/domain/contract-state';
import {
  decideNotAhead,
  Decision,
  failed,
  failedRule,
  notJudged,
  passed,
  RuleOutcome,
} from '../../shared/domain/decision';
import { counted } from '../../shared/domain/counted';
import { dateAt } from '../../shared/domain/local-date';
import { invalidInput, limitReached } from '../../shared/domain/refusal';
import { BlockFacts } from './change-block';
import { decideTransition } from './consulting-block';

const PATH = ['input', 'deliveredAt'];

/** What the rules know of a delivery. */
export interface DeliveryFacts {
  readonly block: BlockFacts;
  readonly state: ContractState;
  /** In force at the delivery. */
  readonly plan: Plan;
  /** INCLUDED blocks of the block's contract year that were delivered while the plan, or one before it, was in force. */
  readonly deliveredSoFar: number;
  /** INCLUDED blocks of the block's contract year that are booked or delivered, this one too. */
  readonly includedUsed: number;
}

/**
 * May the block be marked as delivered then? It is BOOKED, and the instant lies from the activation of the contract to
 * now and before its end; for an INCLUDED block in the contract year of its appointment, under a plan that grants it:
 * delivered so far < included. It may lie before the appointment, which somebody may have brought forward. Domain
 * sections 5 and 6.
 */
export function decideDeliverBlock(facts: DeliveryFacts, deliveredAt: Date, now: Date): Decision {
  const { block, state } = facts;
  return [
    decideTransition(block.status, 'DELIVERED'),
    decideNotAhead(deliveredAt, now, PATH),
    decideAfterActivation(state, deliveredAt),
    decideNotEnded(state, deliveredAt),
    decideInYear(facts, deliveredAt),
    decideGranted(facts),
  ];
}

function decideAfterActivation(contract: ContractState, deliveredAt: Date): RuleOutcome {
  if (deliveredAt >= activationInstant(contract))
    return passed('INVALID_INPUT', 'The contract was active by then.');
  const message = `Contract ${contract.number} became active on ${contract.activatesOn}; nothing was delivered before.`;
  return failed(invalidInput(message, PATH));
}

function decideInYear({ block, state }: DeliveryFacts, deliveredAt: Date): RuleOutcome {
  const rule = 'OUTSIDE_CONTRACT_YEAR';
  if (block.source === 'ADDITIONAL')
    return passed(rule, 'An additional block keeps until the contract ends.');
  const year = contractYearOn(state.activatesOn, dateAt(deliveredAt, state.timeZone));
  if (year === null) return notJudged(rule, 'The contract was not active by then.');
  const on = `${dateAt(deliveredAt, state.timeZone)} lies in contract year ${year.number}`;
  if (year.number === block.contractYear) return passed(rule, `${on}, as the appointment does.`);
  const message = `${on}, the appointment in year ${block.contractYear}: an included block is delivered in the year of its appointment. Move the appointment.`;
  return failedRule(rule, message, PATH);
}

function decideGranted({ block, plan, deliveredSoFar, includedUsed }: DeliveryFacts): RuleOutcome {
  const rule = 'NO_CONSULTING_BLOCK_LEFT';
  if (block.source === 'ADDITIONAL') return passed(rule, 'An additional block was ordered.');
  if (block.status !== 'BOOKED') return notJudged(rule, 'It is not booked, so it waits for no delivery.');
  const limit = plan.entitlements.includedConsultingBlocks;
  if (deliveredSoFar < limit)
    return passed(rule, `${plan.name} grants it: ${deliveredSoFar} of ${limit} are delivered.`);
  const message = `${plan.name}, in force at the delivery, includes ${counted(limit, INCLUDED_BLOCK)} a contract year, and ${deliveredSoFar} were delivered. Deliver it once a plan that grants it is in force.`;
  return failed(limitReached(rule, message, { limit, used: includedUsed, resetsAt: null }, PATH));
}
