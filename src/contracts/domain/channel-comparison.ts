import { Channel, ChannelGrant, IMPACTS, Plan } from '../../catalog/domain/plan';

/** Whether the other plan grants the channel for every impact for which this one does, and is it open as long. */
export function grantsNoLess(from: Plan, to: Plan, channel: Channel): boolean {
  const old = grantOf(from, channel);
  const coming = grantOf(to, channel);
  if (old === undefined) return true;
  if (coming === undefined) return false;
  const impactsStay = IMPACTS.every((impact) => !isFor(old, impact) || isFor(coming, impact));
  return impactsStay && (isOpenAlways(to, coming) || !isOpenAlways(from, old));
}

function grantOf(plan: Plan, channel: Channel): ChannelGrant | undefined {
  return plan.entitlements.channels.find((grant) => grant.channel === channel);
}

function isFor(grant: ChannelGrant, impact: (typeof IMPACTS)[number]): boolean {
  return grant.impacts === null || grant.impacts.includes(impact);
}

/** Two that are open inside the windows only are compared by the windows themselves. */
function isOpenAlways(plan: Plan, grant: ChannelGrant): boolean {
  return !grant.insideWindowsOnly || plan.entitlements.serviceWindows.length === 0;
}
