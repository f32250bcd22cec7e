import { Plan, planTitle } from '../../catalog/domain/plan';
import { dateAt, LocalDate } from '../../shared/domain/local-date';

export const NOTICE_CONSEQUENCE_KINDS = [
  'APPOINTMENT_CANCELLED',
  'DELIVERED_AFTER_END',
  'INCIDENT_AFTER_END',
  'PLAN_CHANGE_MOOT',
] as const;
export type NoticeConsequenceKind = (typeof NOTICE_CONSEQUENCE_KINDS)[number];

/** A kind of thing that has an id in the API. */
type SubjectType = 'ConsultingBlock' | 'Incident' | 'Plan';

/** Something that lies at or after the end that a notice would bring about. */
export interface NoticeConsequence {
  readonly kind: NoticeConsequenceKind;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly at: Date;
  /** Plain English, with the dates. */
  readonly explanation: string;
}

/** What lies at or after the first instant on which the contract would be over. */
export interface AfterEnd {
  /** Booked appointments that begin then, and deliveries of then. */
  readonly blocks: readonly {
    readonly id: string;
    readonly status: 'BOOKED' | 'DELIVERED';
    readonly at: Date;
    readonly subject: string;
  }[];
  /** Received then and not voided. */
  readonly incidents: readonly { readonly id: string; readonly reference: string; readonly at: Date }[];
  /** Changes of plan that were to count from then on, made ones included. */
  readonly planChanges: readonly { readonly plan: Plan; readonly at: Date }[];
}

/** Each of these things once, in order of time. `endsOn` is exclusive, in the time zone. Domain section 7. */
export function noticeConsequences(
  { blocks, incidents, planChanges }: AfterEnd,
  endsOn: LocalDate,
  timeZone: string,
): readonly NoticeConsequence[] {
  const on = (at: Date) => dateAt(at, timeZone);
  const after = `the contract would end on ${endsOn}`;
  const consequences: NoticeConsequence[] = [
    ...blocks.map(({ id, status, at, subject }): NoticeConsequence => {
      const isBooked = status === 'BOOKED';
      const explanation = isBooked
        ? `The appointment “${subject}” on ${on(at)} is cancelled and gives its block back: ${after}.`
        : `“${subject}” was delivered on ${on(at)}: ${after}.`;
      const kind = isBooked ? 'APPOINTMENT_CANCELLED' : 'DELIVERED_AFTER_END';
      return { kind, subjectType: 'ConsultingBlock', subjectId: id, at, explanation };
    }),
    ...incidents.map(({ id, reference, at }): NoticeConsequence => {
      const explanation = `Support request ${reference} was received on ${on(at)}: ${after}.`;
      return { kind: 'INCIDENT_AFTER_END', subjectType: 'Incident', subjectId: id, at, explanation };
    }),
    ...planChanges.map(({ plan, at }): NoticeConsequence => {
      const explanation = `The change to ${planTitle(plan)} on ${on(at)} is never in force: ${after}.`;
      return { kind: 'PLAN_CHANGE_MOOT', subjectType: 'Plan', subjectId: plan.id, at, explanation };
    }),
  ];
  return consequences.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** What was used already, so that a notice over it has to be confirmed; everything else goes with the notice. */
export function isUsed({ kind }: NoticeConsequence): boolean {
  return kind === 'DELIVERED_AFTER_END' || kind === 'INCIDENT_AFTER_END';
}
