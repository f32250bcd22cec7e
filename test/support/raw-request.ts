/** What the server answered to a request that was sent as it is, sound or not. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly RawError[];
  };
}

export interface RawError {
  readonly message: string;
  readonly locations?: unknown;
  readonly path?: unknown;
  readonly extensions: {
    readonly code: string;
    readonly docs?: string;
    readonly argument?: readonly string[];
  };
}

export interface RawRequest {
  readonly method?: string;
  /** What stands behind the address of GraphQL, such as `?query=…`. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export async function sendRaw(url: string, request: RawRequest): Promise<RawAnswer> {
  const { method = 'POST', search = '', body } = request;
  const headers = { 'content-type': 'application/json', ...request.headers };
  const response = await fetch(url + search, { method, headers, body });
  const text = await response.text();
  const contentType = response.headers.get('content-type');
  return { status: response.status, contentType, text, body: JSON.parse(text) as RawAnswer['body'] };
}

export function operation(query: string, variables?: object): RawRequest {
  return { body: JSON.stringify({ query, variables }) };
}
