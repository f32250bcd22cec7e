import { registerEnumType } from 'type-graphql';
import { OpenLines } from '../domain/service-hours';
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

export const OpenLinesEnum: Record<OpenLines, OpenLines> = {
  NONE: 'NONE',
  FIRST_LINE: 'FIRST_LINE',
  ALL_LINES: 'ALL_LINES',
};

registerEnumType(OpenLinesEnum, {
  name: 'OpenLines',
  description: 'Which lines of support are there at an instant.',
  valuesConfig: {
    NONE: { description: 'No line is open.' },
    FIRST_LINE: { description: 'The first line only: a request cannot be escalated until all lines open.' },
    ALL_LINES: { description: 'All lines are open.' },
  },
});
