import { registerEnumType } from 'type-graphql';
import { Channel, Impact, Region } from '../domain/plan';

export const RegionEnum: Record<Region, Region> = { EUROPE: 'EUROPE', AMERICAS: 'AMERICAS' };
export const ImpactEnum: Record<Impact, Impact> = { CRITICAL: 'CRITICAL', MEDIUM: 'MEDIUM', LOW: 'LOW' };
export const ChannelEnum: Record<Channel, Channel> = { EMAIL: 'EMAIL', PHONE: 'PHONE', WEB: 'WEB' };

registerEnumType(RegionEnum, {
  name: 'Region',
  description: 'Where a customer is served from.',
  valuesConfig: {
    EUROPE: { description: 'On European clocks.' },
    AMERICAS: { description: 'On American clocks.' },
  },
});

registerEnumType(ImpactEnum, {
  name: 'Impact',
  description: 'How much an incident hurts.',
  valuesConfig: {
    CRITICAL: {
      description: 'Production is down even after a restart, for several users, with no further use.',
    },
    MEDIUM: { description: 'Single essential functions are disturbed; work goes on with workarounds.' },
    LOW: { description: 'Minor effects, questions of use, and everything on a test system.' },
  },
});

registerEnumType(ChannelEnum, {
  name: 'Channel',
  description: 'The way in which a support request reaches the provider.',
  valuesConfig: {
    EMAIL: { description: 'By email to the helpdesk.' },
    PHONE: { description: 'By telephone.' },
    WEB: { description: 'By the form on the support site.' },
  },
});
