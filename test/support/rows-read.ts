/** A node of a plan of PostgreSQL, as `EXPLAIN (ANALYZE, FORMAT JSON)` gives it. */
export interface PlanNode {
  /** Of those that read a table. */
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The rows that the nodes of a plan have read, those included that were left out again. */
export function rowsRead(node: PlanNode): number {
  const left = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  const own = node['Relation Name'] !== undefined ? (node['Actual Rows'] + left) * node['Actual Loops'] : 0;
  return (node.Plans ?? []).reduce((sum, below) => sum + rowsRead(below), own);
}
