import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { Choices, choicesOf, Select } from '../ui/Select';
import { Choice, FiltersProps } from './Choice';
import { MoreFilters } from './MoreFilters';
import { ORDERS, STATUSES, statusesOf } from './list-address';

const PROVIDERS = graphql(`
  query Providers {
    providers {
      id
      code
      name
      plans {
        id
        code
        name
      }
    }
  }
`);

/** Search, filters and order of the list. */
export function Filters({ chosen, onChange }: FiltersProps) {
  const [{ data }] = useQuery({ query: PROVIDERS });
  const providers = data?.providers ?? [];
  const plans = new Map(
    providers.flatMap((provider) => provider.plans).map(({ code, name }) => [code, name]),
  );
  return (
    <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
      <SearchField text={chosen.get('search') ?? ''} onChange={(search) => onChange({ search })} />
      <StatusChoice chosen={chosen} onChange={onChange} />
      <Choice
        name="provider"
        chosen={chosen}
        onChange={onChange}
        options={providers.map(({ code, name }) => [code, name])}
      />
      <Choice name="plan" chosen={chosen} onChange={onChange} options={[...plans]} />
      <label>
        Order
        <select
          value={chosen.get('order') ?? ''}
          onChange={(event) => onChange({ order: event.target.value })}
        >
          {Object.entries(ORDERS).map(([order, name], index) => (
            <option key={order} value={index === 0 ? '' : order}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <MoreFilters chosen={chosen} onChange={onChange} />
    </form>
  );
}

/** One status or all; several are chosen among the further filters. */
function StatusChoice({ chosen, onChange }: FiltersProps) {
  const statuses = statusesOf(chosen);
  const several: Choices = statuses.length > 1 ? [[statuses.join(','), `Any of ${statuses.length}`]] : [];
  return (
    <Select
      label="Status"
      none="All"
      choices={[...several, ...choicesOf(STATUSES)]}
      value={statuses.join(',')}
      onChange={(event) => onChange({ status: event.target.value })}
    />
  );
}

const PAUSE_MS = 250;

/** Asks the server only once the typing pauses. */
function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onChange(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return (
    <label className="search">
      Search
      <input
        type="search"
        value={typed}
        placeholder="Number, customer, contact"
        onChange={(event) => setTyped(event.target.value)}
      />
    </label>
  );
}
