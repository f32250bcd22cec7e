import { numberIn, parseGlobalId } from '../domain/global-id';
import { invalidInput, Refused } from '../domain/refusal';

/** Every kind of thing that has an id of its own in the API. */
export const NODE_TYPES = [
  'Provider',
  'Plan',
  'Customer',
  'Contract',
  'NamedContact',
  'Satellite',
  'Incident',
  'ConsultingBlock',
  'ConsultingOrder',
  'ConsultingUsage',
  'DecisionRecord',
  'ApiKey',
  'Event',
  'WebhookEndpoint',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** The key of a thing of the wanted type. Throws Refused (INVALID_INPUT) on an id of another type or of none. */
export function fromGlobalId(type: NodeType, globalId: string, ...path: readonly string[]): string {
  const id = numberIn(type, globalId);
  if (id !== null) return id;
  const parsed = parseGlobalId(globalId);
  const found = parsed ? `the id of a ${parsed.type}` : 'no id of this API';
  throw new Refused([invalidInput(`${path.join('.')} must be the id of a ${type}; this is ${found}.`, path)]);
}
