import { Decision, failedRule, passed } from '../../shared/domain/decision';

export interface RegisteredSatellite {
  readonly name: string;
  readonly decommissionedAt: Date | null;
}

/** A satellite is decommissioned once, also after the contract has ended. */
export function decideDecommissionSatellite({ name, decommissionedAt }: RegisteredSatellite): Decision {
  const rule = 'INVALID_STATE';
  if (decommissionedAt === null) return [passed(rule, `${name} is registered.`)];
  return [failedRule(rule, `${name} is decommissioned already.`, ['input', 'satelliteId'])];
}
