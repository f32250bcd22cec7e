import {
  ChannelGrant,
  HOURS_PER_CONSULTING_BLOCK,
  PlanFeature,
  ProductGrant,
  ResponseTarget,
} from '../domain/plan';
import { CatalogFilePlan } from './catalog-file';
import { PlanEntry, ProductEntry } from './catalog-file.schema';
import { notesOf } from './notes-of';
import { weeklyWindowsOf } from './weekly-windows';

/** The plan that an entry of a well-formed file describes: `unlimited` and `any` become null, hours become blocks. */
export function planOf(plan: PlanEntry, products: readonly ProductEntry[]): CatalogFilePlan {
  return {
    code: plan.code,
    name: plan.name,
    entitlements: {
      maxIncidentsPerYear: limitOf(plan.maxIncidentsPerYear),
      maxNamedContacts: limitOf(plan.maxNamedContacts),
      maxSatellites: limitOf(plan.maxSatellites),
      distributedSetup: plan.distributedSetup,
      includedConsultingBlocks: plan.includedConsultingHoursPerYear / HOURS_PER_CONSULTING_BLOCK,
      additionalConsulting: plan.additionalConsulting,
      consultingDiscountPercent: plan.consultingDiscountPercent,
      testSystems: plan.testSystems,
      channels: plan.channels.map(channelOf),
      responseTargets: plan.responseTargets.map(responseTargetOf),
      serviceWindows: plan.serviceWindows.flatMap(weeklyWindowsOf),
      ...(plan.allLinesWindows && { allLinesWindows: plan.allLinesWindows.flatMap(weeklyWindowsOf) }),
      products: products.filter(({ code }) => plan.products.includes(code)).map(productOf),
      features: plan.features.map(featureOf),
      notes: notesOf(plan.notes),
    },
  };
}

function limitOf(limit: PlanEntry['maxSatellites']): number | null {
  return limit === 'unlimited' ? null : limit;
}

function channelOf({ channel, impacts, insideWindowsOnly }: PlanEntry['channels'][number]): ChannelGrant {
  return { channel, impacts: impacts === 'any' ? null : impacts, insideWindowsOnly };
}

function responseTargetOf(target: PlanEntry['responseTargets'][number]): ResponseTarget {
  return {
    impact: target.impact === 'any' ? null : target.impact,
    workingMinutes: target.workingMinutes ?? null,
    businessDays: target.businessDays ?? null,
  };
}

function productOf({ code, name, minimumVersion }: ProductEntry): ProductGrant {
  return { code, name, minimumVersion: minimumVersion ?? null };
}

function featureOf({ code, name, granted, detail }: PlanEntry['features'][number]): PlanFeature {
  return { code, name, granted, detail: detail ?? null };
}
