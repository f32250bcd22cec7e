import { GraphQLClient } from 'graphql-request';
import { USER_ERRORS, UserError } from '../support/mutate';

/** What canOpenIncident answers. */
export interface IncidentDecision {
  readonly allowed: boolean;
  readonly userErrors: readonly UserError[];
  readonly rules: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly explanation: string;
  }[];
  readonly quota: { readonly used: number };
  readonly responseDueAt: string | null;
  readonly effectiveImpact: string | null;
  readonly allowedByPlans: readonly { readonly code: string }[];
}

export async function ask(client: GraphQLClient, input: object): Promise<IncidentDecision> {
  const document = `query ($input: CanOpenIncidentInput!) { canOpenIncident(input: $input) {
    allowed at ${USER_ERRORS} rules { rule outcome explanation } quota { limit used remaining unlimited resetsAt }
    responseDueAt effectiveImpact allowedByPlans { code }
  } }`;
  return (await client.request<{ canOpenIncident: IncidentDecision }>(document, { input })).canOpenIncident;
}

/** The question whether a request may be made: the same without the report. */
export function questionOf(request: Record<string, unknown>): object {
  const question = { ...request };
  delete question['platformVersion'];
  delete question['description'];
  return question;
}
