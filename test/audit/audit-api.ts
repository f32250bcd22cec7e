import { GraphQLClient } from 'graphql-request';
import { SUBJECT_TYPES } from '../../src/shared/domain/journal';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly actor: string;
  readonly role: string;
  readonly mutation: string;
  readonly subjectType: keyof typeof SUBJECT_TYPES;
  readonly subjectId: string;
  readonly contractId: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string;
  }[];
}

export interface AuditLog {
  readonly nodes: readonly AuditEntry[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const AUDIT_LOG = `query ($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id at requestId actor role mutation subjectType subjectId contractId changes { field before after } }
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

export async function auditLog(
  client: GraphQLClient,
  filter: object = {},
  page: object = {},
): Promise<AuditLog> {
  return (await client.request<{ auditLog: AuditLog }>(AUDIT_LOG, { filter, ...page })).auditLog;
}

/** Every entry that one request wrote. */
export async function entriesOf(client: GraphQLClient, requestId: string): Promise<readonly AuditEntry[]> {
  return (await auditLog(client, { requestId })).nodes;
}
