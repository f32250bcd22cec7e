import { words } from '../time/format';
import { Choices, Select } from '../ui/Select';

export interface FiltersProps {
  /** What the address of the list says. */
  readonly chosen: URLSearchParams;
  readonly onChange: (change: Readonly<Record<string, string>>) => void;
}

/** A filter of which one value or none is chosen. */
export function Choice(
  props: FiltersProps & { name: string; options: Choices; label?: string; none?: string },
) {
  const { name, chosen, onChange, options, label = words(name), none = 'All' } = props;
  return (
    <Select
      label={label}
      none={none}
      choices={options}
      value={chosen.get(name) ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
}
