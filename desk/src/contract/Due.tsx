import { IncidentRowFragment } from '../gql/graphql';
import { duration, instant } from '../time/format';
import { useNow } from '../time/use-now';
import { workingMinutes, WorkingHours } from '../time/working-time';
import { Badge } from '../ui/Badge';

/** How the first response stands: in time, late, or how much working time is left for it. */
export function Due({ incident, hours }: { incident: IncidentRowFragment; hours: WorkingHours | null }) {
  const now = useNow();
  const { responseDueAt, firstRespondedAt, responseMet, status } = incident;
  if (status === 'VOIDED') return <span className="quiet">Not counted</span>;
  if (firstRespondedAt != null)
    return (
      <Badge tone={responseMet === false ? 'bad' : 'good'}>
        {responseMet === false ? 'Responded late' : 'Responded in time'}
      </Badge>
    );
  if (responseDueAt == null) return <span className="quiet">No response time promised</span>;
  const due = Date.parse(responseDueAt);
  if (due <= now) return <Badge tone="bad">Overdue since {instant(responseDueAt)}</Badge>;
  const left = hours === null ? null : workingMinutes(now, due, hours);
  return (
    <span className="due">
      {left !== null && <strong>{duration(left)} of working time left</strong>}
      <span className="quiet">due {instant(responseDueAt)}</span>
    </span>
  );
}
