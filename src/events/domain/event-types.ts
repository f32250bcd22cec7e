import { CONTACT_EVENTS } from '../../contacts/domain/contact-events';
import { BLOCK_EVENTS, ORDER_EVENTS } from '../../consulting/domain/consulting-events';
import { CONTRACT_EVENTS } from '../../contracts/domain/contract-events';
import { INCIDENT_EVENTS } from '../../incidents/domain/incident-events';
import { SATELLITE_EVENTS } from '../../satellites/domain/satellite-events';
import { EventType, EventValue } from '../../shared/domain/event-type';
import { MAIL_EVENTS } from './mail-events';
import { WEBHOOK_EVENTS } from './webhook-events';

/** Every type of event, by the kind of thing it is about. Domain section 12. */
export const EVENTS_BY_SUBJECT: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  Contract: CONTRACT_EVENTS,
  NamedContact: CONTACT_EVENTS,
  Satellite: SATELLITE_EVENTS,
  ConsultingBlock: { ...BLOCK_EVENTS, ...MAIL_EVENTS },
  ConsultingOrder: ORDER_EVENTS,
  Incident: { ...INCIDENT_EVENTS, ...MAIL_EVENTS },
  WebhookEndpoint: WEBHOOK_EVENTS,
};

/** Every type of event by its name. A map: clients name them. */
export const EVENT_TYPES: ReadonlyMap<string, EventType> = new Map(
  Object.values(EVENTS_BY_SUBJECT).flatMap((types) => Object.entries(types)),
);

/** The JSON schema (2020-12) that the data of all events of a type follow. */
export function dataSchemaOf({ data }: EventType): object {
  const properties = Object.entries(data).map(([name, value]) => [name, valueSchemaOf(value)] as const);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: Object.keys(data),
    additionalProperties: false,
  };
}

function valueSchemaOf({ type, format, values, nullable, description }: EventValue): object {
  return {
    type: nullable ? [type, 'null'] : type,
    ...(format && { format }),
    ...(values && { enum: nullable ? [...values, null] : values }),
    description,
  };
}
