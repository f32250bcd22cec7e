import { useQuery } from 'urql';
import { graphql } from '../gql';
import { useViewer } from '../session/viewer';
import { instant, words } from '../time/format';
import { Badge } from '../ui/Badge';
import { Section } from '../ui/Section';

const DECISIONS = graphql(`
  query Decisions($contractId: ID!) {
    decisions(last: 10, filter: { contractId: $contractId }) {
      totalCount
      nodes {
        id
        at
        actor
        mutation
        allowed
        userErrors {
          ...Refusal
        }
      }
    }
  }
`);

const READERS: readonly string[] = ['ADMIN', 'SUPPORT', 'SALES'];

/** What was decided last about the contract, and why; nothing for those who may not read it. */
export function Decisions({ contractId }: { contractId: string }) {
  const { role } = useViewer();
  const pause = !READERS.includes(role);
  const [{ data }] = useQuery({
    query: DECISIONS,
    variables: { contractId },
    pause,
    requestPolicy: 'cache-and-network',
  });
  if (pause) return null;
  const newest = [...(data?.decisions?.nodes ?? [])].reverse();
  return (
    <Section title="Decisions" className="wide">
      <ul className="plain">
        {newest.map(({ id, at, actor, mutation, allowed, userErrors }) => (
          <li key={id}>
            <strong>{asWords(mutation)}</strong>{' '}
            <Badge tone={allowed ? 'good' : 'bad'}>{allowed ? 'Allowed' : 'Refused'}</Badge>
            <div className="quiet">
              {instant(at)} · {actor}
            </div>
            {userErrors.map(({ message }) => (
              <p key={message}>{message}</p>
            ))}
          </li>
        ))}
      </ul>
      {newest.length === 0 && <p className="quiet">None is kept.</p>}
    </Section>
  );
}

/** openIncident as "Open incident". */
function asWords(mutation: string): string {
  return words(mutation.replace(/[A-Z]/g, (letter) => `_${letter}`));
}
