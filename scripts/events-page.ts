import { dataSchemaOf, EVENTS_BY_SUBJECT } from '../src/events/domain/event-types';

const HEAD = `# Events

What happened, for ticket systems, billing and everybody who follows: the query \`events\` reads them. This page is written from the code by
\`npm run events\`.

- An event is written in the transaction of its change: neither is there without the other.
- Events have an order that never changes. A reader that goes on from the last cursor misses none and gets none twice; those of a
  contract come in the order of its changes.
- \`occurredAt\` is when it happened, \`recordedAt\` when it was recorded. What comes by time alone is told within seconds, and late
  but once where nothing ran meanwhile.
- \`data\` follows the JSON schema of its type. There is no text in it that a person wrote, no name and no address: ids lead to those,
  for those who may read them.
- What lay before the program had events is told to nobody.

A webhook is sent \`{ id, type, timestamp, recordedAt, contractId, customerId, providerId, subject: { type, id }, data }\` as JSON:
\`timestamp\` is \`occurredAt\`, and all ids are those of the API, null where the event belongs to none.
`;

/** The documentation of every type of event, with the JSON schema of its data. */
export function eventsPage(): string {
  // A type of several subjects is described once, at the last of them.
  const describedAt = new Map(
    Object.entries(EVENTS_BY_SUBJECT).flatMap(([subject, types]) =>
      Object.keys(types).map((name) => [name, subject] as const),
    ),
  );
  const parts = Object.entries(EVENTS_BY_SUBJECT).map(([subject, types]) => {
    const sections = Object.entries(types).map(([name, type]) => {
      const at = describedAt.get(name)!;
      if (at !== subject) return `\`${name}\`: as that of a ${at}, below.\n`;
      const schema = JSON.stringify(dataSchemaOf(type), null, 2);
      return `### ${name}\n\n${type.description}\n\n\`\`\`json\n${schema}\n\`\`\`\n`;
    });
    return `## Of a ${subject}\n\n${sections.join('\n')}`;
  });
  return [HEAD, ...parts].join('\n');
}
