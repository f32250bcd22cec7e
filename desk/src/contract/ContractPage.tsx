import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { ActBar } from '../acts/ActBar';
import { failureOf } from '../api/messages';
import { useLive } from '../api/use-live';
import { Ask } from '../ask/Ask';
import { StatusBadge } from '../contracts/StatusBadge';
import { useMay } from '../session/viewer';
import { linkTo } from '../route';
import { Problem } from '../ui/Problem';
import { Consulting } from './Consulting';
import { CONTRACT } from './contract-query';
import { Decisions } from './Decisions';
import { Facts } from './Facts';
import { Incidents } from './Incidents';
import { People } from './People';
import { Quotas } from './Quotas';
import { Timeline } from './Timeline';

/** One contract: where it stands, what is left of it, what happened and what comes, and what may be done. */
export function ContractPage({ number }: { number: string }) {
  const may = useMay();
  const [said, setSaid] = useState('');
  const [{ data, error }, load] = useQuery({ query: CONTRACT, variables: { number } });
  const refresh = useCallback(() => load({ requestPolicy: 'network-only' }), [load]);
  const contract = data?.contract;
  useLive(refresh, contract?.id);
  if (contract == null)
    return (
      <>
        <Problem text={failureOf(error)} />
        <p className="loading">{data ? 'Not found, or you do not have access.' : 'One moment …'}</p>
        <a {...linkTo('/')}>All contracts</a>
      </>
    );
  const done = (what: string) => {
    setSaid(what);
    refresh();
  };
  return (
    <>
      <nav aria-label="Where you are">
        <a {...linkTo('/')}>Contracts</a>
      </nav>
      <div className="title">
        <h1>{contract.number}</h1>
        <StatusBadge snapshot={contract.snapshot} />
        <p>{contract.customer.name}</p>
      </div>
      <Problem text={failureOf(error)} />
      <ActBar contract={contract} onDone={done} />
      <p role="status" className={said === '' ? 'hidden' : 'said'}>
        {said}
      </p>
      <div className="columns">
        <Facts contract={contract} />
        <Quotas snapshot={contract.snapshot} />
        <Timeline events={contract.timeline} />
        <Incidents contract={contract} onDone={done} />
        <Consulting contract={contract} />
        <People contract={contract} />
        {may('ask') && <Ask contract={contract} />}
        <Decisions contractId={contract.id} />
      </div>
    </>
  );
}
