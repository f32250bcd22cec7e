import { GraphQLClient } from 'graphql-request';

/** A mutation, an input that it accepts, and one that it refuses. */
export interface MutationCase {
  /** What the payload is asked for. */
  readonly selection: string;
  /** Makes what the mutation needs, and answers an input that it accepts. */
  readonly accepted: (admin: GraphQLClient) => Promise<object>;
  /** Of an input that was accepted, one that is refused; without this, the same once more. */
  readonly refused?: (accepted: object, admin: GraphQLClient) => Promise<object>;
  readonly refusal: string;
}
