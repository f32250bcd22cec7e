import { ComponentProps } from 'react';
import { words } from '../time/format';

/** Values to choose from, with the words for each. */
export type Choices = readonly (readonly [value: string, text: string])[];

/** The values of an enum of the API as choices. */
export function choicesOf(values: readonly string[]): Choices {
  return values.map((value) => [value, words(value)]);
}

/** A labelled list of choices. `none` is what stands for no choice; left out: one has to be made. */
export function Select({
  label,
  choices,
  none,
  ...select
}: { label: string; choices: Choices; none?: string } & ComponentProps<'select'>) {
  return (
    <label>
      {label}
      <select {...select}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
