import { createContext, ReactNode, useContext } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../api/messages';
import { graphql } from '../gql';
import { ViewerQuery } from '../gql/graphql';
import { words } from '../time/format';
import { Problem } from '../ui/Problem';
import { logOut } from './session';

const VIEWER = graphql(`
  query Viewer {
    viewer {
      name
      role
      customer {
        id
        name
      }
      provider {
        id
        name
      }
    }
  }
`);

type Viewer = NonNullable<ViewerQuery['viewer']>;
const ViewerContext = createContext<Viewer | null>(null);

/** Shows its content once it is known who asks. */
export function WithViewer({ children }: { children: ReactNode }) {
  const [{ data, error }] = useQuery({ query: VIEWER });
  if (error !== undefined) return <Problem text={failureOf(error)} />;
  if (!data?.viewer) return <p className="loading">One moment …</p>;
  return <ViewerContext.Provider value={data.viewer}>{children}</ViewerContext.Provider>;
}

export function useViewer(): Viewer {
  return useContext(ViewerContext)!;
}

export type Act =
  'openIncident' | 'recordFirstResponse' | 'bookConsultingBlock' | 'giveNotice' | 'changePlan' | 'ask';

/** Who may do what, so that nobody is offered what the server would refuse. The server decides all the same. */
const MAY: Readonly<Record<Act, readonly Viewer['role'][]>> = {
  openIncident: ['ADMIN', 'SUPPORT', 'CUSTOMER'],
  recordFirstResponse: ['ADMIN', 'SUPPORT'],
  bookConsultingBlock: ['ADMIN', 'SUPPORT', 'SALES', 'CUSTOMER'],
  giveNotice: ['ADMIN', 'SALES', 'CUSTOMER'],
  changePlan: ['ADMIN', 'SALES'],
  ask: ['ADMIN', 'SUPPORT', 'SALES', 'CUSTOMER'],
};

export function useMay(): (act: Act) => boolean {
  const { role } = useViewer();
  return (act) => MAY[act].includes(role);
}

/** Who is logged in, and the way out. */
export function ViewerMenu() {
  const { name, role, customer, provider } = useViewer();
  const place = customer?.name ?? provider?.name;
  return (
    <div className="viewer">
      <span>
        {name} <span className="quiet">{[words(role), place].filter(Boolean).join(' · ')}</span>
      </span>
      <button onClick={logOut}>Log out</button>
    </div>
  );
}
