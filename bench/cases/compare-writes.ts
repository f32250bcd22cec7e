import { deepStrictEqual } from 'node:assert';
import { Client } from 'pg';
import { RunningServer } from '../load/running-server';
import { IncidentQuestion } from './question';

/** What an accepted incident leaves behind: how many rows, and the incident without what differs from call to call. */
const LEFT_BEHIND = `
  SELECT (SELECT sum(incidents_used)::int FROM contract_years WHERE contract_id = $1) AS counted,
    (SELECT count(*)::int FROM incidents WHERE contract_id = $1) AS incidents,
    (SELECT count(*)::int FROM incident_events e JOIN incidents i ON i.id = e.incident_id WHERE i.contract_id = $1) AS events,
    (SELECT count(*)::int FROM audit_log WHERE contract_id = $1) AS audited,
    (SELECT count(*)::int FROM decision_records WHERE contract_id = $1) AS decisions,
    (SELECT to_jsonb(i) - ARRAY['id', 'reference', 'received_at', 'recorded_at', 'response_due_at', 'response_due_soon_at', 'events_due_at']
       FROM incidents i WHERE contract_id = $1 ORDER BY id DESC LIMIT 1) AS newest,
    (SELECT jsonb_array_length(rules) FROM decision_records WHERE contract_id = $1 ORDER BY id DESC LIMIT 1) AS rules`;

type LeftBehind = Readonly<Record<'counted' | 'incidents' | 'events' | 'audited' | 'decisions', number>> & {
  readonly newest: object;
  readonly rules: number | null;
};

/** Lets every server open an incident and throws where one writes more, less, or other rows than the first. */
export async function compareWrites(
  servers: readonly RunningServer[],
  databaseUrl: string,
  question: IncidentQuestion,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const read = async () => (await client.query<LeftBehind>(LEFT_BEHIND, [question.contractId])).rows[0]!;
    let expected: object | null = null;
    for (const server of servers) {
      const before = await read();
      await server.ask('M1', question);
      const written = { by: 'all servers', ...difference(before, await read()) };
      expected ??= written;
      deepStrictEqual(
        written,
        expected,
        `${server.contender.name} writes other rows than ${servers[0]!.contender.name}`,
      );
    }
  } finally {
    await client.end();
  }
}

function difference(before: LeftBehind, after: LeftBehind): object {
  return {
    counted: after.counted - before.counted,
    incidents: after.incidents - before.incidents,
    events: after.events - before.events,
    audited: after.audited - before.audited,
    decisions: after.decisions - before.decisions,
    newest: after.newest,
    rules: after.rules,
  };
}
