import { toGlobalId } from '../../src/shared/domain/global-id';
import { operation, RawAnswer, RawRequest, sendRaw } from './raw-request';

/** Stands in what the client sends, where a secret could stand. */
export const SECRET = 'k0rrekthorse';

export const CREATE_CUSTOMER =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code message path } } }';
export const ORDER_CONTRACT =
  'mutation ($input: OrderContractInput!) { orderContract(input: $input) { userErrors { code message path } } }';
export const ADD_NAMED_CONTACT =
  'mutation ($input: AddNamedContactInput!) { addNamedContact(input: $input) { userErrors { code message path } } }';

/** Well-formed, and of nothing that there is. */
export function unknownId(type: string): string {
  return toGlobalId(type, '999999999999');
}

/** Sends what is to be refused, and checks every response: JSON, no internal error, no stack, no SQL, no secret. */
export class BadInputClient {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  async send(request: RawRequest): Promise<RawAnswer> {
    const headers = { authorization: `Bearer ${this.key}`, ...request.headers };
    const answer = await sendRaw(this.url, { ...request, headers });
    expect(answer.contentType).toMatch(/^application\/json/);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain(this.key);
    expect(answer.text).not.toContain(SECRET);
    expect(answer.text).not.toMatch(/node_modules|\.[jt]s:\d|stack|INTERNAL_SERVER_ERROR/i);
    expect(answer.text).not.toMatch(/\b(SELECT|INSERT|relation|constraint|syntax error at or near)\b/);
    return answer;
  }

  /** Expects the first error of the answer. */
  async refused(request: RawRequest, status: number, code: string, message: string | RegExp): Promise<void> {
    const answer = await this.send(request);
    const [error] = answer.body.errors!;
    expect(error!.message).toMatch(message);
    expect([answer.status, error!.extensions.code]).toEqual([status, code]);
  }

  /** Code and path of each user error of a mutation whose document is sound. */
  async userErrors(document: string, input: object): Promise<[string, string][]> {
    const { status, body } = await this.send(operation(document, { input }));
    expect([status, body.errors]).toEqual([200, undefined]);
    const [payload] = Object.values(body.data!) as { userErrors: { code: string; path: string[] }[] }[];
    return payload!.userErrors.map(({ code, path }) => [code, path.join('.')]);
  }
}
