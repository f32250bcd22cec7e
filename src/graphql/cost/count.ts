/** Variables of a request as the client sent them, not checked yet. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known with the document, or only with the variables of the request. */
export type Count = number | ((variables: Variables) => number);

/** The sum; a number where both are. */
export function plus(one: Count, other: Count): Count {
  if (typeof one === 'number') {
    if (typeof other === 'number') return one + other;
    return one === 0 ? other : (variables) => one + other(variables);
  }
  if (typeof other === 'number') return plus(other, one);
  return (variables) => one(variables) + other(variables);
}

/** The product; a number where both are, or where one is 0. */
export function times(one: Count, other: Count): Count {
  if (typeof one === 'number') {
    if (typeof other === 'number') return one * other;
    if (one === 0) return 0;
    return one === 1 ? other : (variables) => one * other(variables);
  }
  if (typeof other === 'number') return times(other, one);
  return (variables) => one(variables) * other(variables);
}

/** The number that a count has with the variables of a request. */
export function valueOf(count: Count, variables: Variables): number {
  return typeof count === 'number' ? count : count(variables);
}
