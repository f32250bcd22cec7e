import { MaxLength, ValidateBy } from 'class-validator';
import { isFilledIn, isOneLine } from '../domain/text';

type Check = (text: string) => boolean;

function check(name: string, isSound: Check, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value !== 'string' || isSound(value);
  return ValidateBy({ name, validator: { validate } }, { message });
}

const oneLine = check(
  'isOneLine',
  isOneLine,
  '$property must be one line, without control, format or line-break characters.',
);
const filledIn = check('isFilledIn', isFilledIn, '$property must not be blank.');

function upTo(max: number): PropertyDecorator {
  return MaxLength(max, { message: `$property must not be longer than ${max} characters.` });
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}

/** One line of an input that may be blank, no longer than `max` characters. */
export function LineUpTo(max: number): PropertyDecorator {
  return all(oneLine, upTo(max));
}

/** One line of an input: something is visible in it, and it is no longer than `max` characters. Domain section 10. */
export function Line(max: number): PropertyDecorator {
  return all(filledIn, LineUpTo(max));
}

/** A text of an input that may have several lines and may be blank, no longer than `max` characters. */
export function TextUpTo(max: number): PropertyDecorator {
  return upTo(max);
}

/** A text of an input that may have several lines: something is visible in it, and it is no longer than `max` characters. */
export function Text(max: number): PropertyDecorator {
  return all(filledIn, upTo(max));
}
