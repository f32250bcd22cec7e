import { useQuery } from 'urql';
import { graphql } from '../gql';
import { AttentionQuery } from '../gql/graphql';
import { linkTo } from '../route';
import { day, instant } from '../time/format';
import { useLive } from '../api/use-live';
import { Section } from '../ui/Section';

const ATTENTION = graphql(`
  query Attention($soon: LocalDate!) {
    overdue: incidents(first: 10, filter: { responseOverdue: true }, orderBy: RESPONSE_DUE) {
      nodes {
        id
        reference
        responseDueAt
        contract {
          id
          number
          customer {
            id
            name
          }
        }
      }
    }
    full: contracts(
      first: 10
      filter: { statuses: [ACTIVE, NOTICE_GIVEN], quotaAtLeast: { quota: INCIDENTS, percent: 80 } }
      orderBy: INCIDENTS_USED_PERCENT_DESC
    ) {
      nodes {
        ...ContractRow
      }
    }
    deadlines: contracts(first: 10, filter: { noticeDeadlineBefore: $soon }, orderBy: NOTICE_DEADLINE) {
      nodes {
        ...ContractRow
      }
    }
    contacts: contracts(first: 10, filter: { contactsOverdue: true }) {
      nodes {
        ...ContractRow
      }
    }
  }
`);

const SOON_DAYS = 30;

interface Matter {
  readonly contract: string;
  readonly customer: string;
  readonly why: string;
}

/** What somebody should look at first: at most ten matters of a kind, each leading to its contract. */
export function Attention() {
  const soon = new Date(Date.now() + SOON_DAYS * 86_400_000).toISOString().slice(0, 10);
  const [{ data }, load] = useQuery({ query: ATTENTION, variables: { soon } });
  useLive(() => load({ requestPolicy: 'network-only' }));
  const matters = data === undefined ? [] : mattersIn(data);
  if (matters.length === 0) return null;
  return (
    <Section title="Needs attention" className="attention">
      <ul>
        {matters.map(({ contract, customer, why }) => (
          <li key={`${contract} ${why}`}>
            <a {...linkTo(`/contracts/${encodeURIComponent(contract)}`)}>{contract}</a>
            <span>{why}</span>
            <span className="quiet">{customer}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The most pressing first. A part that could not be read is left out. */
function mattersIn({ overdue, full, contacts, deadlines }: AttentionQuery): readonly Matter[] {
  const of = (contract: { number: string; customer: { name: string } }, why: string): Matter => ({
    contract: contract.number,
    customer: contract.customer.name,
    why,
  });
  return [
    ...(overdue?.nodes ?? []).map(({ contract, reference, responseDueAt }) =>
      of(contract, `Response to ${reference} was due on ${instant(responseDueAt!)}`),
    ),
    ...(full?.nodes ?? []).map((contract) =>
      of(
        contract,
        `${contract.snapshot.incidents.used} of ${contract.snapshot.incidents.limit} requests used`,
      ),
    ),
    ...(contacts?.nodes ?? []).map((contract) => of(contract, 'No contact is named yet, and should be')),
    ...(deadlines?.nodes ?? []).map((contract) =>
      of(contract, `Notice possible until ${day(contract.noticeDeadline!)}`),
    ),
  ];
}
