import { coversWeek } from '../../calendar/weekly-window';
import { PlanEntry } from './catalog-file.schema';
import { below, repeated, RuleFault } from './rule-fault';
import { isWhole, weeklyWindowsOf, windowFaults } from './weekly-windows';
import { Part } from './well-formed-part';

type PlanPart = Part<PlanEntry>;
type ChannelPart = NonNullable<PlanPart['channels']>[number];

const NEEDS_WINDOWS = 'needs service windows, of which the plan has none';

/** What the values of one plan have to do with each other, checked on those that are well-formed. */
export function planFaults(plan: PlanPart): readonly RuleFault[] {
  const featureCodes = (plan.features ?? []).map((feature) => feature?.code);
  return [
    ...below(['channels'], channelFaults(plan)),
    ...below(['serviceWindows'], windowFaults(plan.serviceWindows ?? [])),
    ...below(['allLinesWindows'], allLinesFaults(plan)),
    ...below(['responseTargets'], responseTargetFaults(plan)),
    ...below(['products'], repeated(plan.products ?? [])),
    ...below(['features'], repeated(featureCodes, 'code')),
    ...satelliteFaults(plan),
    ...consultingFaults(plan),
  ];
}

function channelFaults({ channels = [], serviceWindows }: PlanPart): readonly RuleFault[] {
  const names = channels.map((grant) => grant?.channel);
  const hasNoWindow = serviceWindows?.length === 0;
  return [
    ...repeated(names, 'channel'),
    ...channels.flatMap((grant, index) => below([index], grantFaults(grant, hasNoWindow))),
  ];
}

function grantFaults(grant: ChannelPart, hasNoWindow: boolean): readonly RuleFault[] {
  const impacts = grant?.impacts === 'any' ? [] : (grant?.impacts ?? []);
  const isNeverOpen = grant?.insideWindowsOnly === true && hasNoWindow;
  return [
    ...below(['impacts'], repeated(impacts)),
    ...(isNeverOpen ? [{ path: ['insideWindowsOnly'], message: NEEDS_WINDOWS }] : []),
  ];
}

/** Second and third line are there only while the first line is; compared where the windows are sound by themselves. */
function allLinesFaults({ allLinesWindows = [], serviceWindows = [] }: PlanPart): readonly RuleFault[] {
  const own = windowFaults(allLinesWindows);
  if (own.length > 0 || windowFaults(serviceWindows).length > 0) return own;
  if (!allLinesWindows.every(isWhole) || !serviceWindows.every(isWhole)) return [];
  const isInside = coversWeek(
    serviceWindows.flatMap(weeklyWindowsOf),
    allLinesWindows.flatMap(weeklyWindowsOf),
  );
  return isInside ? [] : [{ path: [], message: 'must lie inside the serviceWindows' }];
}

/** A target is an amount of time on the clock of the windows, or the closing of one: both need windows. */
function responseTargetFaults({ responseTargets = [], serviceWindows }: PlanPart): readonly RuleFault[] {
  const impacts = responseTargets.map((target) => target?.impact);
  const any = impacts.indexOf('any');
  const isMixed = any >= 0 && impacts.some((impact) => impact !== undefined && impact !== 'any');
  const isWindowless = responseTargets.length > 0 && serviceWindows?.length === 0;
  return [
    ...repeated(impacts, 'impact'),
    ...(isMixed ? [{ path: [any, 'impact'], message: 'is any, beside targets of single impacts' }] : []),
    ...(isWindowless ? [{ path: [], message: NEEDS_WINDOWS }] : []),
  ];
}

function satelliteFaults({ distributedSetup, maxSatellites = 0 }: PlanPart): readonly RuleFault[] {
  const isContradicted = distributedSetup === false && maxSatellites !== 0;
  return isContradicted
    ? [{ path: ['maxSatellites'], message: 'must be 0 where distributedSetup is false' }]
    : [];
}

function consultingFaults({
  additionalConsulting,
  consultingDiscountPercent = 0,
}: PlanPart): readonly RuleFault[] {
  const isContradicted = additionalConsulting === false && consultingDiscountPercent > 0;
  const message = 'must be 0 where additionalConsulting is false';
  return isContradicted ? [{ path: ['consultingDiscountPercent'], message }] : [];
}
