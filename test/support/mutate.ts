import { GraphQLClient } from 'graphql-request';

/** A reason that a mutation or a question answers; the facts of its kind are absent on the others. */
export interface UserError {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly limit?: number;
  readonly used?: number;
  readonly resetsAt?: string | null;
  readonly nextOpensAt?: string | null;
  readonly allowedByPlans?: readonly { readonly code: string }[];
}

export const USER_ERRORS = `userErrors {
  __typename code message path
  ... on LimitReachedError { limit used resetsAt allowedByPlans { code } }
  ... on OutsideWindowError { nextOpensAt allowedByPlans { code } }
  ... on RuleError { allowedByPlans { code } }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { readonly userErrors: readonly UserError[] } & Readonly<Record<string, any>>;

/** Calls a mutation and answers its payload. `selection` is of the thing that it writes, such as `contract { id }`. */
export async function mutate(
  client: GraphQLClient,
  mutation: string,
  input: object,
  selection = '',
): Promise<Answer> {
  const answer = await client.request<Record<string, Answer>>(mutationOf(mutation, selection), { input });
  return answer[mutation]!;
}

/** The document of a mutation, with its input as the variable `input`. */
export function mutationOf(mutation: string, selection: string): string {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} ${USER_ERRORS} } }`;
}

/** The id of the thing that was written. */
export function idOf(answer: Answer, thing: string): string {
  return (answer[thing] as { id: string }).id;
}

export function codesOf({ userErrors }: Pick<Answer, 'userErrors'>): string[] {
  return userErrors.map((error) => error.code);
}
