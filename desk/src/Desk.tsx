import { useMemo } from 'react';
import { Provider } from 'urql';
import { makeClient } from './api/client';
import { FollowEvents } from './api/FollowEvents';
import { ContractPage } from './contract/ContractPage';
import { ContractList } from './contracts/ContractList';
import { linkTo, useAddress } from './route';
import { Login } from './session/Login';
import { useToken } from './session/session';
import { ViewerMenu, WithViewer } from './session/viewer';

/** The whole desk: who is not logged in logs in, everybody else sees the contracts that the server shows them. */
export function Desk() {
  const token = useToken();
  // A new session begins with an empty cache: nothing of the last one may be seen.
  const client = useMemo(() => (token === null ? null : makeClient()), [token]);
  if (client === null) return <Login />;
  return (
    <Provider value={client}>
      <WithViewer>
        <header className="top">
          <a className="brand" {...linkTo('/')}>
            <img src="/desk/icon.svg" alt="" width="28" height="28" /> Ambit
          </a>
          <ViewerMenu />
        </header>
        <FollowEvents />
        <main id="content">
          <Page />
        </main>
      </WithViewer>
    </Provider>
  );
}

function Page() {
  const { pathname } = useAddress();
  const number = /^\/contracts\/(.+)$/.exec(pathname)?.[1];
  return number === undefined ? <ContractList /> : <ContractPage number={decodeURIComponent(number)} />;
}
