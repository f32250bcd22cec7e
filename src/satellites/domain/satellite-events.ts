import { eventsOf, EventType } from '../../shared/domain/event-type';

/** Every type of event of a satellite. Domain section 12. */
export const SATELLITE_EVENTS = {
  'satellite.registered': { description: 'A satellite was put under the contract.', data: {} },
  'satellite.decommissioned': { description: 'A satellite was taken out of the contract.', data: {} },
} as const satisfies Readonly<Record<string, EventType>>;

export const satelliteHappened = eventsOf<typeof SATELLITE_EVENTS>('Satellite');
