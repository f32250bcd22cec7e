import { Caller, Role } from '../../shared/domain/caller';
import { failed, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { IncidentEventKind, incidentStatusAt, WrittenStatus } from './incident-life';

export type ActorKind = 'STAFF' | 'CUSTOMER' | 'SYSTEM';

/** One step in the life of an incident: what, when, why and by whom. */
export interface IncidentEvent {
  readonly at: Date;
  readonly recordedAt: Date;
  readonly kind: IncidentEventKind;
  readonly note: string | null;
  /** Whether what is said is for staff alone. */
  readonly internal: boolean;
  /** The promise of a first response that the step made; null: it made none. */
  readonly responseDueAt: Date | null;
  /** Name of the API key or person that did it; null: it happened by itself. */
  readonly actor: string | null;
  readonly actorKind: ActorKind;
}

/** Whose key the caller's is: a step of an incident keeps it beside the name, since a key can be revoked. */
export function actorKindOf({ role }: Pick<Caller, 'role'>): ActorKind {
  return role === 'CUSTOMER' ? 'CUSTOMER' : 'STAFF';
}

/** A step that the caller takes now, with what the mutation says of it; without more it is told to the customer. */
export function eventBy(
  caller: Caller,
  now: Date,
  given: Pick<IncidentEvent, 'kind' | 'note'> & Partial<IncidentEvent>,
): IncidentEvent {
  const { name: actor } = caller;
  const step = { at: now, recordedAt: now, internal: false, responseDueAt: null };
  return { ...step, ...given, actor, actorKind: actorKindOf(caller) };
}

/** The closing for want of an answer that has come to pass by an instant and is not written yet; null: there is none. */
export function unwrittenClosing(incident: WrittenStatus, at: Date): IncidentEvent | null {
  const { closesAt } = incident;
  if (closesAt === null || incidentStatusAt(incident, at) !== 'CLOSED') return null;
  return {
    at: closesAt,
    recordedAt: closesAt,
    kind: 'CLOSED_UNANSWERED',
    note: null,
    internal: false,
    responseDueAt: null,
    actor: null,
    actorKind: 'SYSTEM',
  };
}

/** The written steps and, after them, the closing that is not written yet: the same before and after it is. */
export function historyAt(
  incident: WrittenStatus,
  written: readonly IncidentEvent[],
  at: Date,
): readonly IncidentEvent[] {
  const closing = unwrittenClosing(incident, at);
  // It may have been written between the reading of the incident and that of its history.
  const isWritten = written.some((event) => event.kind === 'CLOSED_UNANSWERED');
  return closing === null || isWritten ? written : [...written, closing];
}

/** Who did a step, as a role is told: the name of the key or person, to customers "support" for staff, to all "system" for none. */
export function actorSeenBy(role: Role, { actor, actorKind }: IncidentEvent): string {
  if (actor === null) return 'system';
  return role === 'CUSTOMER' && actorKind === 'STAFF' ? 'support' : actor;
}

/** A step as a role sees it. */
export type SeenEvent = Omit<IncidentEvent, 'actor' | 'actorKind'> & { readonly actor: string };

/**
 * The history as a role sees it. Customers see neither internal notes nor what was said internally with a step, and no
 * names of staff. Which staff reads notes is said by the table of fields. Domain sections 4 and 11.
 */
export function historySeenBy(role: Role, history: readonly IncidentEvent[]): readonly SeenEvent[] {
  const isCustomer = role === 'CUSTOMER';
  return history
    .filter(({ kind, internal }) => !(isCustomer && internal && kind === 'NOTE'))
    .map((event) => {
      const isHidden = isCustomer && event.internal;
      return { ...event, actor: actorSeenBy(role, event), note: isHidden ? null : event.note };
    });
}

/** Passes for a note that customers see, and for an internal one by staff: a customer could not read it again. */
export function decideInternal(role: Role, internal: boolean): RuleOutcome {
  if (!internal) return passed('INVALID_INPUT', 'The note is for the customer, too.');
  if (role !== 'CUSTOMER') return passed('INVALID_INPUT', 'Staff may write internal notes.');
  const message = 'input.internal is for staff; leave it out, and support reads the note.';
  return failed(invalidInput(message, ['input', 'internal']));
}
