export interface Answer {
  /** HTTP status and code of the first error, such as `503 SERVICE_UNAVAILABLE`; `200` for none. */
  readonly outcome: string;
  readonly retryAfter: string | null;
  readonly replayed: string | null;
  readonly message: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
}

/** Sends one GraphQL request, and returns what a client sees of its response. */
export async function askProgram(
  url: string,
  key: string,
  query: string,
  variables: object,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Answer['data'];
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [error] = errors ?? [];
  return {
    outcome: [response.status, error?.extensions.code].filter(Boolean).join(' '),
    retryAfter: response.headers.get('retry-after'),
    replayed: response.headers.get('idempotency-replayed'),
    message: error?.message,
    data,
  };
}
