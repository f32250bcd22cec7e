import { useState } from 'react';
import { useQuery } from 'urql';
import { RecordResponse } from '../acts/RecordResponse';
import { failureOf } from '../api/messages';
import { useLive } from '../api/use-live';
import { graphql } from '../gql';
import { IncidentRowFragment } from '../gql/graphql';
import { useMay } from '../session/viewer';
import { instant, words } from '../time/format';
import { useWorkingHours } from '../time/use-working-hours';
import { WorkingHours } from '../time/working-time';
import { Badge } from '../ui/Badge';
import { Problem } from '../ui/Problem';
import { Section } from '../ui/Section';
import { Contract } from './contract-query';
import { Due } from './Due';

export const INCIDENT_ROW = graphql(`
  fragment IncidentRow on Incident {
    id
    reference
    status
    impact
    priority
    product
    productVersion
    receivedAt
    recordedAt
    responseDueAt
    firstRespondedAt
    responseMet
    contact {
      id
      name
    }
  }
`);

const INCIDENTS = graphql(`
  query Incidents($contractId: ID!) {
    incidents(first: 25, filter: { contractId: $contractId }, orderBy: RECEIVED_DESC) {
      totalCount
      nodes {
        ...IncidentRow
      }
    }
  }
`);

/** The newest incidents, each with its due time counting down in working time until somebody responds. */
export function Incidents({ contract, onDone }: { contract: Contract; onDone: (what: string) => void }) {
  const [{ data, error }, load] = useQuery({ query: INCIDENTS, variables: { contractId: contract.id } });
  const refresh = () => load({ requestPolicy: 'network-only' });
  useLive(refresh, contract.id);
  const hours = useWorkingHours(contract.snapshot.plan.id, contract.customer.region);
  const [answered, setAnswered] = useState<IncidentRowFragment | null>(null);
  const found = data?.incidents;
  return (
    <Section
      title="Incidents"
      className="wide"
      aside={found && <span className="quiet">{found.totalCount} in all</span>}
    >
      <Problem text={failureOf(error)} />
      {found?.nodes.length === 0 && <p className="quiet">None was opened yet.</p>}
      <ul className="incidents">
        {found?.nodes.map((incident) => (
          <Row key={incident.id} incident={incident} hours={hours} onRespond={() => setAnswered(incident)} />
        ))}
      </ul>
      {answered && (
        <RecordResponse
          incident={answered}
          onClose={() => setAnswered(null)}
          onDone={(what) => {
            refresh();
            onDone(what);
          }}
        />
      )}
    </Section>
  );
}

interface RowProps {
  readonly incident: IncidentRowFragment;
  readonly hours: WorkingHours | null;
  readonly onRespond: () => void;
}

function Row({ incident, hours, onRespond }: RowProps) {
  const may = useMay();
  const { reference, status, impact, priority, product, productVersion, contact } = incident;
  const [receivedAt, recordedAt] = [instant(incident.receivedAt), instant(incident.recordedAt)];
  const isWaiting = incident.firstRespondedAt == null && (status === 'NEW' || status === 'IN_PROGRESS');
  return (
    <li>
      <div>
        <strong>{reference}</strong>{' '}
        <Badge tone={impact === 'CRITICAL' ? 'bad' : 'plain'}>{words(impact)}</Badge>
        {priority && <Badge tone="warning">Priority</Badge>} <Badge>{words(status)}</Badge>
        <div className="quiet">
          {product} {productVersion} · {contact.name} · {receivedAt}
          {recordedAt !== receivedAt && `, recorded ${recordedAt}`}
        </div>
      </div>
      <Due incident={incident} hours={hours} />
      {isWaiting && may('recordFirstResponse') && (
        <button onClick={onRespond} aria-label={`Record response to ${reference}`}>
          Record response
        </button>
      )}
    </li>
  );
}
