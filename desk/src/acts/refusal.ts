import { CombinedError } from '@urql/core';
import { failureOf } from '../api/messages';
import { graphql } from '../gql';
import { RefusalFragment } from '../gql/graphql';

/** Why something was refused, with the plans that would help. */
export const REFUSAL = graphql(`
  fragment Refusal on UserError {
    __typename
    code
    message
    path
    ... on LimitReachedError {
      allowedByPlans {
        id
        name
      }
    }
    ... on OutsideWindowError {
      allowedByPlans {
        id
        name
      }
    }
    ... on RuleError {
      allowedByPlans {
        id
        name
      }
    }
  }
`);

/** What became of a mutation. Done: neither a failure nor a refusal. */
export interface Outcome {
  /** The request itself failed. */
  readonly failure: string | null;
  readonly refusals: readonly RefusalFragment[];
}

/** Reads what came back from a mutation, whose one field holds `userErrors`. */
export function outcomeOf(result: {
  readonly error?: CombinedError;
  readonly data?: Readonly<Record<string, unknown>>;
}): Outcome {
  const payload = Object.values(result.data ?? {}).find(
    (value) => typeof value === 'object' && value !== null,
  );
  const { userErrors = [] } = (payload ?? {}) as { userErrors?: readonly RefusalFragment[] };
  return { failure: failureOf(result.error), refusals: userErrors };
}
