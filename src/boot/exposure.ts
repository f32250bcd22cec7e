import { Environment } from './environment';

/** What of itself the server shows to everybody who asks it. */
export interface Exposure {
  /** Pages for people: what this is, the documentation, the desk. */
  readonly pages: boolean;
  /** The schema: introspection, GraphiQL and the file with it. */
  readonly schema: boolean;
  /** Names of the schema that a faulty document may have meant. */
  readonly suggestions: boolean;
}

/**
 * What production means, and the only place that decides by it. Without NODE_ENV the program behaves as in production,
 * except that a newcomer gets to see the schema. PAGES=on or off has the last word on both.
 */
export function exposureOf({ NODE_ENV, PAGES }: Pick<Environment, 'NODE_ENV' | 'PAGES'>): Exposure {
  return {
    pages: PAGES !== 'off',
    schema: PAGES === undefined ? NODE_ENV !== 'production' : PAGES === 'on',
    suggestions: NODE_ENV === 'development' || NODE_ENV === 'test',
  };
}
