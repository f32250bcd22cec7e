import { day } from '../time/format';
import { Section } from '../ui/Section';
import { Contract } from './contract-query';

type Event = Contract['timeline'][number];

const DEADLINES: readonly Event['kind'][] = ['NOTICE_DEADLINE', 'CONTACTS_DUE', 'ENDED', 'SUSPENDED'];

/** The life of the contract as a line, and below it in words. */
export function Timeline({ events }: { events: readonly Event[] }) {
  const today = new Date().toISOString().slice(0, 10);
  const firstComing = events.findIndex(({ coming }) => coming);
  return (
    <Section title="Timeline" className="wide">
      <TimelineDrawing events={events} today={today} />
      <ol className="timeline" tabIndex={0} aria-label="Events of the contract">
        {events.map(({ on, kind, title, coming }, index) => (
          <li
            key={`${on} ${kind} ${index}`}
            className={coming ? 'coming' : 'past'}
            data-next={index === firstComing || undefined}
          >
            <time dateTime={on}>{day(on)}</time>
            <span>{title}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Says nothing that the list does not say, so screen readers pass it over. */
function TimelineDrawing({ events, today }: { events: readonly Event[]; today: string }) {
  const days = [...events.map(({ on }) => on), today].map((on) => Date.parse(on));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  /** In percent of the width, with room for the first and the last circle. */
  const place = (on: string) => `${2 + (96 * (Date.parse(on) - first)) / Math.max(1, last - first)}%`;
  return (
    <svg className="drawing" aria-hidden="true">
      <line className="past" x1="2%" x2={place(today)} y1="30" y2="30" />
      <line className="coming" x1={place(today)} x2="98%" y1="30" y2="30" />
      {events.map(({ on, kind, coming }, index) => (
        <circle
          key={index}
          className={`${coming ? 'coming' : 'past'} ${DEADLINES.includes(kind) ? 'deadline' : ''}`}
          cx={place(on)}
          cy="30"
          r="7"
        />
      ))}
      <line className="today" x1={place(today)} x2={place(today)} y1="8" y2="52" />
    </svg>
  );
}
