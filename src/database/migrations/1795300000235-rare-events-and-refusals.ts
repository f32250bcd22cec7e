import { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of decisions and events that are rare among all, each behind an index. */
export class RareEventsAndRefusals1795300000235 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many events take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    for (const [name, on] of Object.entries(INDEXES)) await runner.query(`CREATE INDEX ${name} ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX ${name}`);
  }
}

const CODES = `jsonb_path_query_array(rules, '$[*].refusals[*].code')`;

// What the hottest write leaves is left out: a walk of all finds it soon, and the write keeps its cost.
const INDEXES: Readonly<Record<string, string>> = {
  decision_records_refused_code_idx: `decision_records ((${CODES} ->> 0), at, id) WHERE NOT allowed`,
  decision_records_further_codes_idx: `decision_records USING gin ((${CODES} - 0)) WHERE NOT allowed AND ${CODES} - 0 <> '[]'`,
  decision_records_refused_mutation_idx: 'decision_records (mutation, at, id) WHERE NOT allowed',
  decision_records_mutation_idx: `decision_records (mutation, at, id) WHERE mutation <> 'openIncident'`,
  events_type_idx: `events (type, position) WHERE type <> 'incident.received'`,
};
