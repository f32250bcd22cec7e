/**
 * SQL for the plan in force at an instant, scheduled changes included; before the order, the one that was ordered.
 * Both arguments are SQL of ours: a column or a placeholder.
 */
export function planIdAt(contractId: string, instant: string): string {
  return `(SELECT p.plan_id FROM contract_plans p WHERE p.contract_id = ${contractId} AND (p.valid_to IS NULL OR ${instant} < p.valid_to)
    ORDER BY p.valid_from LIMIT 1)`;
}
