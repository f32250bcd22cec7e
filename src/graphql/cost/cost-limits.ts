/** What a document may ask for. More is refused before it is compiled and before anything is read. */
export interface CostLimits {
  /** Fields within fields; a field without a selection counts too. */
  readonly depth: number;
  /** Of one field in one selection set, aliased or not, fragments included. */
  readonly occurrences: number;
  /** Directives at one place. */
  readonly directives: number;
  /** Fields of all operations, those of a fragment counted at each place where it is spread. */
  readonly fields: number;
  /** Things in lists, as many as page sizes allow. */
  readonly nodes: number;
}

export const DEFAULT_LIMITS: CostLimits = {
  depth: 16,
  occurrences: 30,
  directives: 5,
  fields: 2_000,
  nodes: 50_000,
};

/** The settings that set them. */
export type CostSetting =
  | 'MAX_QUERY_DEPTH'
  | 'MAX_QUERY_OCCURRENCES'
  | 'MAX_QUERY_DIRECTIVES'
  | 'MAX_QUERY_FIELDS'
  | 'MAX_QUERY_NODES';

/** The limits that the settings give. */
export function costLimitsOf(settings: Readonly<Record<CostSetting, number>>): CostLimits {
  return {
    depth: settings.MAX_QUERY_DEPTH,
    occurrences: settings.MAX_QUERY_OCCURRENCES,
    directives: settings.MAX_QUERY_DIRECTIVES,
    fields: settings.MAX_QUERY_FIELDS,
    nodes: settings.MAX_QUERY_NODES,
  };
}
