import { graphql } from '../gql';
import { ContractRowFragment } from '../gql/graphql';
import { linkTo } from '../route';
import { day } from '../time/format';
import { fullness } from '../ui/QuotaBar';
import { StatusBadge } from './StatusBadge';

export const CONTRACT_ROW = graphql(`
  fragment ContractRow on Contract {
    id
    number
    noticeDeadline
    renewsOn
    endsOn
    customer {
      id
      name
    }
    snapshot {
      status
      suspended
      contactsOverdue
      plan {
        id
        name
        provider {
          id
          name
        }
      }
      incidents {
        used
        limit
      }
      includedConsultingBlocks {
        used
        limit
      }
    }
  }
`);

/** Contracts as rows; on a phone each row becomes a card. */
export function ContractTable({
  contracts,
  isStale,
}: {
  contracts: readonly ContractRowFragment[];
  isStale: boolean;
}) {
  return (
    <table className="contracts" aria-busy={isStale}>
      <thead>
        <tr>
          <th scope="col">Contract</th>
          <th scope="col">Customer</th>
          <th scope="col">Status</th>
          <th scope="col">Plan</th>
          <th scope="col">Requests</th>
          <th scope="col">Consulting</th>
          <th scope="col">Next date</th>
        </tr>
      </thead>
      <tbody>
        {contracts.map((contract) => (
          <Row key={contract.id} contract={contract} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ contract }: { contract: ContractRowFragment }) {
  const { number, customer, snapshot } = contract;
  const { plan, incidents, includedConsultingBlocks } = snapshot;
  return (
    <tr>
      <th scope="row">
        <a {...linkTo(`/contracts/${encodeURIComponent(number)}`)}>{number}</a>
      </th>
      <td>{customer.name}</td>
      <td>
        <StatusBadge snapshot={snapshot} />
      </td>
      <td>
        {plan.name} <span className="quiet nowrap">{plan.provider.name}</span>
      </td>
      <td data-label="Requests">
        <Used quota={incidents} />
      </td>
      <td data-label="Consulting">
        <Used quota={includedConsultingBlocks} />
      </td>
      <td>{nextDate(contract)}</td>
    </tr>
  );
}

function Used({ quota }: { quota: ContractRowFragment['snapshot']['incidents'] }) {
  const part = fullness(quota) ?? 0;
  const tone = part < 0.8 ? '' : part < 1 ? 'near' : 'full';
  return (
    <span className={`used ${tone}`}>
      {quota.limit == null ? `${quota.used} of any` : `${quota.used} of ${quota.limit}`}
    </span>
  );
}

/** What comes next: the end, the last day for notice, or, once that day is past, the renewal. */
function nextDate({ endsOn, noticeDeadline, renewsOn }: ContractRowFragment): string {
  if (endsOn != null) return `ends ${day(endsOn)}`;
  if (noticeDeadline == null || renewsOn == null) return '';
  const isPast = noticeDeadline < new Date().toISOString().slice(0, 10);
  return isPast ? `renews ${day(renewsOn)}` : `notice by ${day(noticeDeadline)}`;
}
