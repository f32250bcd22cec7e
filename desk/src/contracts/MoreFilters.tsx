import { ComponentProps, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql';
import { words } from '../time/format';
import { choicesOf } from '../ui/Select';
import { Choice, FiltersProps } from './Choice';
import {
  DAYS,
  FLAGS,
  quotaOf,
  QUOTAS,
  rareFilters,
  REGIONS,
  STATUSES,
  statusesOf,
  USUAL_PERCENT,
  withoutFilters,
} from './list-address';

const PARTNERS = graphql(`
  query Partners {
    customers(first: 100, filter: { isPartner: true }, orderBy: NAME) {
      nodes {
        id
        name
      }
    }
  }
`);

const DAY_LABELS: Readonly<Record<(typeof DAYS)[number], string>> = {
  noticeDeadlineFrom: 'Notice deadline from',
  noticeDeadlineBefore: 'Notice deadline before',
  renewsFrom: 'Renews from',
  renewsBefore: 'Renews before',
  endsFrom: 'Ends from',
  endsBefore: 'Ends before',
};
const FLAG_LABELS: Readonly<Record<(typeof FLAGS)[number], string>> = {
  contactsOverdue: 'Contacts overdue',
  suspended: 'Suspended',
  planChangeScheduled: 'Change of plan scheduled',
};

/** The filters that are used less often, open from the start where the address has one of them. */
export function MoreFilters({ chosen, onChange }: FiltersProps) {
  const count = rareFilters(chosen);
  const [isOpen, setOpen] = useState(count > 0);
  return (
    <details className="more" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>More filters{count > 0 && ` (${count})`}</summary>
      {isOpen && <Fields chosen={chosen} onChange={onChange} />}
    </details>
  );
}

function Fields({ chosen, onChange }: FiltersProps) {
  const [{ data }] = useQuery({ query: PARTNERS });
  const partners = data?.customers?.nodes ?? [];
  const filter = { chosen, onChange };
  return (
    <div className="fields">
      <AnyStatus {...filter} />
      <Choice name="region" options={choicesOf(REGIONS)} {...filter} />
      {partners.length > 0 && (
        <Choice name="partner" options={partners.map(({ id, name }) => [id, name])} {...filter} />
      )}
      <Value name="version" label="Version of the plan" type="number" min={1} {...filter} />
      <Choice name="quota" label="Used much of" none="–" options={Object.entries(QUOTAS)} {...filter} />
      {quotaOf(chosen) !== undefined && (
        <Value
          name="percent"
          label="At least, in percent"
          type="number"
          min={1}
          max={1000}
          placeholder={String(USUAL_PERCENT)}
          {...filter}
        />
      )}
      {FLAGS.map((name) => (
        <Choice
          key={name}
          name={name}
          label={FLAG_LABELS[name]}
          options={[
            ['yes', 'Yes'],
            ['no', 'No'],
          ]}
          {...filter}
        />
      ))}
      {DAYS.map((name) => (
        <Value key={name} name={name} label={DAY_LABELS[name]} type="date" {...filter} />
      ))}
      <button type="button" className="plain" onClick={() => onChange(withoutFilters(chosen))}>
        Take all filters away
      </button>
    </div>
  );
}

function AnyStatus({ chosen, onChange }: FiltersProps) {
  const statuses = statusesOf(chosen);
  const changed = (status: (typeof STATUSES)[number], isChosen: boolean) =>
    STATUSES.filter((each) => (each === status ? isChosen : statuses.includes(each))).join(',');
  return (
    <fieldset>
      <legend>Any of these statuses</legend>
      {STATUSES.map((status) => (
        <label className="check" key={status}>
          <input
            type="checkbox"
            checked={statuses.includes(status)}
            onChange={(event) => onChange({ status: changed(status, event.target.checked) })}
          />
          {words(status)}
        </label>
      ))}
    </fieldset>
  );
}

function Value(
  props: FiltersProps & { name: string; label: string } & Omit<ComponentProps<'input'>, 'onChange'>,
) {
  const { name, label, chosen, onChange, ...input } = props;
  return (
    <label>
      {label}
      <input
        {...input}
        value={chosen.get(name) ?? ''}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  );
}
