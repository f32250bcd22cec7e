import { ContractStatus } from '../gql/graphql';
import { words } from '../time/format';
import { Badge, Tone } from '../ui/Badge';

const TONES: Readonly<Record<ContractStatus, Tone>> = {
  NOT_ORDERED: 'plain',
  ORDERED: 'plain',
  ACTIVE: 'good',
  NOTICE_GIVEN: 'warning',
  ENDED: 'plain',
  CANCELLED: 'plain',
};

interface Snapshot {
  readonly status: ContractStatus;
  readonly suspended: boolean;
  readonly contactsOverdue: boolean;
}

/** Where a contract stands, and what is wrong with it. */
export function StatusBadge({ snapshot: { status, suspended, contactsOverdue } }: { snapshot: Snapshot }) {
  return (
    <span className="badges">
      <Badge tone={TONES[status]}>{words(status)}</Badge>
      {suspended && <Badge tone="bad">Suspended</Badge>}
      {contactsOverdue && <Badge tone="bad">No contact named</Badge>}
    </span>
  );
}
