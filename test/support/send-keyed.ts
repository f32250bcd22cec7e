import { Answer, USER_ERRORS } from './mutate';
import { clientFor } from './test-server';

export interface KeyedAnswer {
  readonly payload: Answer;
  /** What the header `idempotency-replayed` says; null without it. */
  readonly replayed: string | null;
}

/** Calls a mutation and answers its payload, and whether it was answered from its idempotency key. */
export async function sendKeyed(
  url: string,
  apiKey: string,
  mutation: string,
  input: object,
  selection: string,
): Promise<KeyedAnswer> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} ${USER_ERRORS} } }`;
  const { data, headers } = await clientFor(url, apiKey).rawRequest<Record<string, Answer>>(document, {
    input,
  });
  return { payload: data[mutation]!, replayed: headers.get('idempotency-replayed') };
}
