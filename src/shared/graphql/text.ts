import { Matches, MaxLength } from 'class-validator';

/** A text of an input that may be blank, no longer than `max` characters. */
export function UpTo(max: number): PropertyDecorator {
  return MaxLength(max, { message: `$property must not be longer than ${max} characters.` });
}

/** A text of an input: not blank, and no longer than `max` characters. */
export function Text(max: number): PropertyDecorator {
  const notBlank = Matches(/\S/, { message: '$property must not be blank.' });
  const notLong = UpTo(max);
  return (target, property) => {
    notBlank(target, property);
    notLong(target, property);
  };
}
