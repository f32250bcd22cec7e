import { NoSchemaIntrospectionCustomRule, ValidationRule } from 'graphql';
import { DocumentCosts } from './cost/document-costs';
import { costRule } from './cost/limit-cost';
import { noBrokenTextRule } from './reject-broken-text';

/** More than any honest document needs; a longer one is refused before it is parsed to its end. */
export const MAX_TOKENS = 5_000;

/** One more follows them, which says that there are more. */
export const MAX_VALIDATION_ERRORS = 9;

/** What is asked of every document besides the rules of GraphQL, wherever it is sent. */
export function documentRules(costs: DocumentCosts, hidesSchema: boolean): readonly ValidationRule[] {
  return [costRule(costs), noBrokenTextRule, ...(hidesSchema ? [NoSchemaIntrospectionCustomRule] : [])];
}
