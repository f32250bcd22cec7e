import { Matches, MaxLength } from 'class-validator';

/** A text of an input: not blank, and no longer than `max` characters. */
export function Text(max: number): PropertyDecorator {
  const notBlank = Matches(/\S/, { message: '$property must not be blank.' });
  const notLong = MaxLength(max, { message: `$property must not be longer than ${max} characters.` });
  return (target, property) => {
    notBlank(target, property);
    notLong(target, property);
  };
}
