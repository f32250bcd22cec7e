/** Where the GraphQL library repeats in its messages what was sent, and what is left of the sentence. */
const REPETITIONS: readonly (readonly [RegExp, string])[] = [
  [/(cannot represent [^:]+): .+$/s, '$1.'],
  [/^Value ".+" does not exist in/s, 'The value does not exist in'],
  [/^(Expected value of type "[^"]+"), found .+$/s, '$1.'],
];

/**
 * What the GraphQL library says of a wrong value, without the value: it may hold what belongs into no log. Of a wrong
 * variable the place is kept. `reason` is the message of the error beneath, which stands at the end of its message.
 */
export function withoutValues(message: string, reason: string | undefined): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable === undefined || reason === undefined) return strip(message);
  const upToReason = message.slice(0, -`; ${reason}`.length);
  const place = / at "([^"]+)"$/.exec(upToReason)?.[1];
  return `The variable ${place === undefined ? variable : `$${place}`} is at fault: ${strip(reason)}`;
}

function strip(message: string): string {
  return REPETITIONS.reduce((text, [repetition, rest]) => text.replace(repetition, rest), message);
}
