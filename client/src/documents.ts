/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A request that might be made; rules that need what is left out are not checked. */
export type CanOpenIncidentInput = {
  /** Received when; now where left out. A past instant asks whether staff could enter a request of then: a key of role CUSTOMER is told INVALID_INPUT, as by `openIncident`. */
  at?: string | null | undefined;
  /** How it would reach support. */
  channel?: Channel | null | undefined;
  /** Id of the NamedContact who would ask. */
  contactId?: string | number | null | undefined;
  /** Id of the Contract. */
  contractId: string | number;
  /** Whether it would be about a distributed setup. */
  distributedSetup?: boolean | null | undefined;
  /** How much it would hurt. */
  impact?: Impact | null | undefined;
  /** Code of the product. */
  product?: string | null | undefined;
  /** Version of the product. */
  productVersion?: string | null | undefined;
  /** Whether it would be about a test system. */
  testSystem?: boolean | null | undefined;
};

/** The way in which a support request reaches the provider. */
export type Channel =
  /** By email to the helpdesk. */
  | 'EMAIL'
  /** By telephone. */
  | 'PHONE'
  /** By the form on the support site. */
  | 'WEB';

/** What billing is told of. Hours and amounts are never negative: the kind says how they count. */
export type ConsultingUsageKind =
  /** A block was delivered. */
  | 'DELIVERED'
  /** Additional blocks were ordered; they are invoiced by this row. */
  | 'ORDERED'
  /** Blocks of an order were taken back unused: counts against an earlier ORDERED row. */
  | 'ORDER_REVERSED'
  /** A delivery was taken back: counts against an earlier DELIVERED row. */
  | 'REVERSED';

/** Which contracts to list; every condition given must hold, as of now. A date is none outside of a range, so that contracts without one are left out. */
export type ContractFilter = {
  /** Only those that have named no contact in time (true), or only the others (false). */
  contactsOverdue?: boolean | null | undefined;
  /** Only contracts of this Customer. */
  customerId?: string | number | null | undefined;
  /** Only contracts that end before this date, or have ended. */
  endsBefore?: string | null | undefined;
  /** Only contracts that end on this date or later. */
  endsFrom?: string | null | undefined;
  /** Only contracts whose `noticeDeadline` lies before this date and has not passed; those under notice have none. */
  noticeDeadlineBefore?: string | null | undefined;
  /** Only contracts whose `noticeDeadline` is this date or later, and has not passed. */
  noticeDeadlineFrom?: string | null | undefined;
  /** Only contracts of customers of this partner: id of a Customer. */
  partnerId?: string | number | null | undefined;
  /** Only those with a `scheduledPlanChange` (true), or only the others (false). */
  planChangeScheduled?: boolean | null | undefined;
  /** Only contracts on a plan of this code now: basic, standard, premium. */
  planCode?: string | null | undefined;
  /** Only contracts on this version of their plan now. */
  planVersion?: number | null | undefined;
  /** Only contracts with this provider: it-novum, op5. */
  providerCode?: string | null | undefined;
  /** Only contracts that have used this much of a quota: "at 80 % or more of its requests". */
  quotaAtLeast?: QuotaAtLeast | null | undefined;
  /** Only contracts of customers in this region now. */
  region?: Region | null | undefined;
  /** Only contracts that renew before this date. */
  renewsBefore?: string | null | undefined;
  /** Only contracts that renew on this date or later. */
  renewsFrom?: string | null | undefined;
  /** Any part of its number, of the customer’s name or number, or of the email address of a current contact, upper or lower case; below three letters the whole or its beginning. What matches as a whole comes first, then what begins with it, then all others; `orderBy` orders each of these. */
  search?: string | null | undefined;
  /** Only contracts that stand so now. */
  status?: ContractStatus | null | undefined;
  /** Only contracts that stand in one of these ways now; at least one. */
  statuses?: Array<ContractStatus> | null | undefined;
  /** Only those that the provider has suspended (true), or only the others (false). */
  suspended?: boolean | null | undefined;
};

/** Where a contract stands; derived from its dates. */
export type ContractStatus =
  /** Running, and renewing by itself. */
  | 'ACTIVE'
  /** Cancelled before it began: nothing was ever granted under it. */
  | 'CANCELLED'
  /** Over: nothing more is granted under it. */
  | 'ENDED'
  /** Running until its end, which a notice caused. */
  | 'NOTICE_GIVEN'
  /** Of an instant before the order: nothing is granted yet. */
  | 'NOT_ORDERED'
  /** Sold, and not active yet. */
  | 'ORDERED';

/** A new customer. */
export type CreateCustomerInput = {
  /** A text of your own, up to 255 characters, that makes a retry safe: the same key with the same content does nothing again. */
  idempotencyKey?: string | null | undefined;
  /** Whether it gives first-line support to customers of its own. */
  isPartner?: boolean | null | undefined;
  /** In which language it is written to. */
  language?: Language | null | undefined;
  /** Name of the company, up to 200 characters. */
  name: string;
  /** The number by which your own systems know it; unique, up to 64 characters. */
  number: string;
  /** The partner whose customer it is; id of a Customer. */
  partnerId?: string | number | null | undefined;
  /** Where it is served from. */
  region: Region;
};

/** What a first response is. */
export type FirstResponseKind =
  /** It asks for information. */
  | 'INFORMATION_NEEDED'
  /** It proposes a solution. */
  | 'SOLUTION_PROPOSED'
  /** It confirms that support has started. */
  | 'STARTED';

/** How much an incident hurts. */
export type Impact =
  /** Production is down even after a restart, for several users, with no further use. */
  | 'CRITICAL'
  /** Minor effects, questions of use, and everything on a test system. */
  | 'LOW'
  /** Single essential functions are disturbed; work goes on with workarounds. */
  | 'MEDIUM';

/** Where an incident stands in its life. */
export type IncidentStatus =
  /** Over, after its resolution or for want of an answer. */
  | 'CLOSED'
  /** Support has responded and works on it. */
  | 'IN_PROGRESS'
  /** Accepted; nobody has responded yet. */
  | 'NEW'
  /** The problem is solved. */
  | 'RESOLVED'
  /** Withdrawn; it no longer counts in the yearly quota. */
  | 'VOIDED'
  /** Support needs an answer from the customer; closed by itself after six weeks without one. */
  | 'WAITING_FOR_CUSTOMER';

/** In which language a customer is written to. */
export type Language =
  /** German. */
  | 'DE'
  /** English. */
  | 'EN';

/** A request for support, and the report it must hold. */
export type OpenIncidentInput = {
  /** How it reached support. */
  channel: Channel;
  /** Id of the NamedContact who asks: of the contract, or of a contract that the customer’s partner has with the same provider. */
  contactId: string | number;
  /** Id of the Contract under which help is asked for. */
  contractId: string | number;
  /** What the problem is, in detail, up to 20,000 characters; must be filled in. */
  description: string;
  /** Whether it is about a distributed setup, which some plans do not cover. */
  distributedSetup?: boolean | null | undefined;
  /** A text of your own, up to 255 characters, that makes a retry safe: the same key with the same content does nothing again. */
  idempotencyKey?: string | null | undefined;
  /** How much it hurts; a test system counts as LOW whatever is said. */
  impact: Impact;
  /** What the product runs on, and its version, up to 100 characters; must be filled in. */
  platformVersion: string;
  /** Code of the product, such as openitcockpit-enterprise. */
  product: string;
  /** Version of the product, such as 4.8.2; must be filled in. */
  productVersion: string;
  /** When it was received; now where left out. Said by staff alone, no earlier than the activation of the contract, and at most 5 minutes ahead. */
  receivedAt?: string | null | undefined;
  /** Whether it is about a test system. */
  testSystem?: boolean | null | undefined;
};

/** A share of a quota. Quotas of 0 and unlimited ones never reach one, nor do contracts that are over. */
export type QuotaAtLeast = {
  /** How much of it is used at least, in percent, from 1 to 1000; 100 is all of it. */
  percent: number;
  /** Of which quota. */
  quota: QuotaKind;
};

/** What a plan grants a number of. */
export type QuotaKind =
  /** Support requests of the running contract year. */
  | 'INCIDENTS'
  /** Included consulting blocks of the running contract year. */
  | 'INCLUDED_CONSULTING_BLOCKS'
  /** Current named contacts. */
  | 'NAMED_CONTACTS'
  /** Registered satellites. */
  | 'SATELLITES';

/** The first response to an incident. */
export type RecordFirstResponseInput = {
  /** Its way: EMAIL or PHONE. The address or number of the contact at that time is kept with it; neither where left out. */
  channel?: Channel | null | undefined;
  /** A text of your own, up to 255 characters, that makes a retry safe: the same key with the same content does nothing again. */
  idempotencyKey?: string | null | undefined;
  /** Id of the Incident. */
  incidentId: string | number;
  /** What the response was; left out, it cannot count as a resolution on the first call. Kept for good. */
  kind?: FirstResponseKind | null | undefined;
  /** What the customer was told, up to 5,000 characters. */
  note?: string | null | undefined;
  /** When support responded; now where left out. Not before the receipt, and at most 5 minutes ahead. */
  respondedAt?: string | null | undefined;
};

/** Where a customer is served from. */
export type Region =
  /** On American clocks. */
  | 'AMERICAS'
  /** On European clocks. */
  | 'EUROPE';

/** What one rule says. */
export type RuleResult =
  /** The rule refuses; `userErrors` holds why. */
  | 'FAILED'
  /** The question left out a fact that the rule needs. */
  | 'NOT_JUDGED'
  /** The rule has nothing against it. */
  | 'PASSED';

/** Why something was refused; docs/errors.md tells cause and fix of each. */
export type UserErrorCode =
  /** The activation date is not within the days after the order that the provider allows. */
  | 'ACTIVATION_DATE_OUT_OF_RANGE'
  /** The channel is open for other impacts only. */
  | 'CHANNEL_NOT_ALLOWED_FOR_IMPACT'
  /** The plan does not include the channel. */
  | 'CHANNEL_NOT_IN_PLAN'
  /** The value is taken, or somebody else changed the thing meanwhile. */
  | 'CONFLICT'
  /** The plan offers no consulting. */
  | 'CONSULTING_NOT_IN_PLAN'
  /** The contract has as many named contacts as its plan allows. */
  | 'CONTACT_LIMIT_REACHED'
  /** The person is not a current named contact of the contract. */
  | 'CONTACT_NOT_NAMED'
  /** The contract is not active at that moment: it is ordered, has ended or was terminated. */
  | 'CONTRACT_NOT_ACTIVE'
  /** The provider has suspended the contract. */
  | 'CONTRACT_SUSPENDED'
  /** The plan does not cover distributed setups. */
  | 'DISTRIBUTED_SETUP_NOT_IN_PLAN'
  /** What is in use does not fit the smaller plan. */
  | 'DOWNGRADE_DOES_NOT_FIT'
  /** The idempotency key was used before, for other content. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** All support requests of the contract year are used. */
  | 'INCIDENT_QUOTA_EXHAUSTED'
  /** A value of the input is malformed or out of range. */
  | 'INVALID_INPUT'
  /** The thing is in a state in which this cannot be done. */
  | 'INVALID_STATE'
  /** The last named contact of an active contract can be replaced but not removed. */
  | 'LAST_CONTACT'
  /** The contract would end before something that was already used. */
  | 'NOTICE_HAS_CONSEQUENCES'
  /** There is no such thing, or it is not yours to see. */
  | 'NOT_FOUND'
  /** No included block of the contract year and no additional one is left. */
  | 'NO_CONSULTING_BLOCK_LEFT'
  /** An included block is delivered in the contract year of its appointment only. */
  | 'OUTSIDE_CONTRACT_YEAR'
  /** The channel is open inside the service window only. */
  | 'OUTSIDE_SERVICE_WINDOW'
  /** The plan does not cover the product. */
  | 'PRODUCT_NOT_SUPPORTED'
  /** The report lacks something that it must hold. */
  | 'REPORT_INCOMPLETE'
  /** The contract has as many satellites as its plan allows. */
  | 'SATELLITE_LIMIT_REACHED'
  /** The support line is not open at that moment. */
  | 'SUPPORT_LINE_CLOSED'
  /** The term is shorter than the provider’s minimum. */
  | 'TERM_TOO_SHORT'
  /** The plan does not cover test systems. */
  | 'TEST_SYSTEM_NOT_SUPPORTED'
  /** The version of the product is not supported. */
  | 'VERSION_NOT_SUPPORTED';

export type ContractLineFragment = { id: string, number: string, snapshot: { at: string, status: ContractStatus, plan: { id: string, code: string, name: string }, incidents: { limit: number | null, used: number } }, customer: { id: string, number: string, name: string } };

export type ContractsQueryVariables = Exact<{
  filter?: ContractFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContractsQuery = { contracts: { nodes: Array<{ id: string, number: string, snapshot: { at: string, status: ContractStatus, plan: { id: string, code: string, name: string }, incidents: { limit: number | null, used: number } }, customer: { id: string, number: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ContractByNumberQueryVariables = Exact<{
  number: string;
}>;


export type ContractByNumberQuery = { contract: { id: string, number: string, snapshot: { at: string, status: ContractStatus, plan: { id: string, code: string, name: string }, incidents: { limit: number | null, used: number } }, customer: { id: string, number: string, name: string } } | null };

export type CanOpenIncidentQueryVariables = Exact<{
  input: CanOpenIncidentInput;
}>;


export type CanOpenIncidentQuery = { canOpenIncident: { allowed: boolean, responseDueAt: string | null, rules: Array<{ rule: UserErrorCode, outcome: RuleResult, explanation: string }>, userErrors: Array<
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string }
      | { limit: number, used: number, resetsAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { nextOpensAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
    > } | null };

type Refusal_InvalidInputError_Fragment = { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string };

type Refusal_LimitReachedError_Fragment = { limit: number, used: number, resetsAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> };

type Refusal_OutsideWindowError_Fragment = { nextOpensAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> };

type Refusal_RuleError_Fragment = { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> };

export type RefusalFragment =
  | Refusal_InvalidInputError_Fragment
  | Refusal_LimitReachedError_Fragment
  | Refusal_OutsideWindowError_Fragment
  | Refusal_RuleError_Fragment
;

export type OpenIncidentMutationVariables = Exact<{
  input: OpenIncidentInput;
}>;


export type OpenIncidentMutation = { openIncident: { incident: { id: string, reference: string, status: IncidentStatus, responseDueAt: string | null } | null, userErrors: Array<
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string }
      | { limit: number, used: number, resetsAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { nextOpensAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
    > } };

export type RecordFirstResponseMutationVariables = Exact<{
  input: RecordFirstResponseInput;
}>;


export type RecordFirstResponseMutation = { recordFirstResponse: { incident: { id: string, reference: string, status: IncidentStatus, firstRespondedAt: string | null, responseMet: boolean | null } | null, userErrors: Array<
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string }
      | { limit: number, used: number, resetsAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { nextOpensAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
    > } };

export type ConsultingUsageQueryVariables = Exact<{
  from: string;
  to: string;
  after?: string | null | undefined;
}>;


export type ConsultingUsageQuery = { consultingUsage: { nodes: Array<{ id: string, occurredAt: string, kind: ConsultingUsageKind, hours: number, invoiceAmount: { amount: string, currency: string } | null, customer: { id: string, number: string }, contract: { id: string, number: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type EventsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { nodes: Array<{ id: string, type: string, occurredAt: string, data: unknown }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateCustomerMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type CreateCustomerMutation = { createCustomer: { customer: { id: string, number: string, name: string } | null, userErrors: Array<
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string }
      | { limit: number, used: number, resetsAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { nextOpensAt: string | null, code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
      | { code: UserErrorCode, message: string, path: Array<string> | null, docsUrl: string, allowedByPlans: Array<{ id: string, code: string, name: string }> }
    > } };

export const ContractLineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContractLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contract"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"snapshot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ContractLineFragment, unknown>;
export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"docsUrl"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitReachedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutsideWindowError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextOpensAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const ContractsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contracts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ContractFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contracts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContractLine"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContractLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contract"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"snapshot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ContractsQuery, ContractsQueryVariables>;
export const ContractByNumberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContractByNumber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contract"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ContractLine"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ContractLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Contract"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"snapshot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ContractByNumberQuery, ContractByNumberQueryVariables>;
export const CanOpenIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CanOpenIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CanOpenIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"canOpenIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"responseDueAt"}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"docsUrl"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitReachedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutsideWindowError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextOpensAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CanOpenIncidentQuery, CanOpenIncidentQueryVariables>;
export const OpenIncidentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OpenIncident"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OpenIncidentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"openIncident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"responseDueAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"docsUrl"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitReachedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutsideWindowError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextOpensAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<OpenIncidentMutation, OpenIncidentMutationVariables>;
export const RecordFirstResponseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordFirstResponse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordFirstResponseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordFirstResponse"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"firstRespondedAt"}},{"kind":"Field","name":{"kind":"Name","value":"responseMet"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"docsUrl"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitReachedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutsideWindowError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextOpensAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<RecordFirstResponseMutation, RecordFirstResponseMutationVariables>;
export const ConsultingUsageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConsultingUsage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consultingUsage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"hours"}},{"kind":"Field","name":{"kind":"Name","value":"invoiceAmount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contract"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ConsultingUsageQuery, ConsultingUsageQueryVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"data"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;
export const CreateCustomerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCustomerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"customer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"docsUrl"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LimitReachedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"resetsAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OutsideWindowError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextOpensAt"}},{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"allowedByPlans"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CreateCustomerMutation, CreateCustomerMutationVariables>;