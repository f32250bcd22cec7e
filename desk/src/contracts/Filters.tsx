import { useQuery } from 'urql';
import { graphql } from '../gql';
import { words } from '../time/format';
import { STATUSES } from './list-address';

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

interface FiltersProps {
  readonly chosen: URLSearchParams;
  readonly onChange: (change: Readonly<Record<string, string>>) => void;
}

/** Filters of the list. */
export function Filters({ chosen, onChange }: FiltersProps) {
  const [{ data }] = useQuery({ query: PROVIDERS });
  const providers = data?.providers ?? [];
  const plans = new Map(
    providers.flatMap((provider) => provider.plans).map(({ code, name }) => [code, name]),
  );
  return (
    <form role="search" className="filters" onSubmit={(event) => event.preventDefault()}>
      <Choice
        name="status"
        chosen={chosen}
        onChange={onChange}
        options={STATUSES.map((status) => [status, words(status)])}
      />
      <Choice
        name="provider"
        chosen={chosen}
        onChange={onChange}
        options={providers.map(({ code, name }) => [code, name])}
      />
      <Choice name="plan" chosen={chosen} onChange={onChange} options={[...plans]} />
    </form>
  );
}

function Choice(props: FiltersProps & { name: string; options: readonly (readonly [string, string])[] }) {
  const { name, chosen, onChange, options } = props;
  return (
    <label>
      {words(name)}
      <select value={chosen.get(name) ?? ''} onChange={(event) => onChange({ [name]: event.target.value })}>
        <option value="">All</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
