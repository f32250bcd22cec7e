import { importBook } from '../../../src/book/use-cases/import-book';
import { Catalog } from '../../../src/catalog/persistence/catalog';
import { tellDueContracts } from '../../../src/contracts/use-cases/tell-due-contracts';
import { verifyAuditLog } from '../../../src/platform/journal/verify-audit-log';
import { countersAgree } from '../../support/counters-agree';
import { accepted, open } from '../../incidents/incidents';
import { OrderedContract, planId as planIdOf } from '../../support/builders';
import { TestServer } from '../../support/test-server';
import { BOOK, Content, NOW, useDesk } from '../book-desk';

const desk = useDesk('import_book');
const { check, bringIn, faultsOf } = desk;
let server: TestServer;
beforeAll(async () => (server = await desk.serve()));

const rows = <Row>(text: string) => desk.target.database.sql.rows<Row>(text);

const CONTRACT = `query ($number: String!, $at: DateTime) { contract(number: $number) {
  activatesOn customer { number partner { number } } namedContacts { name since }
  snapshot(at: $at) { status plan { code version } incidents { used remaining } includedConsultingBlocks { used remaining } satellites { used } } } }`;

describe('a book that was brought in', () => {
  let eventsBefore: number;

  beforeAll(async () => {
    await bringIn(BOOK);
    eventsBefore = (await rows('SELECT 1 FROM events')).length;
  });

  it('its contracts are what the API shows, with what was used before', async () => {
    const admin = await server.as('ADMIN');
    const { contract } = await admin.request<{ contract: object }>(CONTRACT, { number: 'K-1' });
    expect(contract).toEqual({
      activatesOn: '2024-03-15',
      customer: { number: 'C-2', partner: { number: 'P-1' } },
      namedContacts: [
        { name: 'Ada Berger', since: '2024-02-09T23:00:00.000Z' },
        { name: 'Ben Carl', since: '2024-12-31T23:00:00.000Z' },
      ],
      snapshot: {
        ...{ status: 'ACTIVE', plan: { code: 'standard', version: 1 } },
        incidents: { used: 7, remaining: 18 },
        includedConsultingBlocks: { used: 1, remaining: 0 },
        satellites: { used: 2 },
      },
    });
    const at = '2026-06-10T10:00:00Z';
    expect(await admin.request(CONTRACT, { number: 'K-1', at })).toEqual({ contract });
  });

  it('what was used before leaves what is left of the limit, and no more', async () => {
    const admin = await server.as('ADMIN');
    const [contract, contact] = [
      'L-1,C-2,it-novum,standard,1,2024-02-10,2024-03-15,12',
      'L-1,Ada,ada@example.com,1,',
    ];
    await bringIn({ contracts: [contract], contacts: [contact], usage: ['L-1,2026-03-15,24,1'] });
    const { contract: found } = await admin.request<{ contract: OrderedContract }>(
      '{ contract(number: "L-1") { id number namedContacts { id name } } }',
    );
    expect((await open(admin, found)).userErrors).toEqual([]);
    const [refused] = (await open(admin, found)).userErrors;
    expect(refused).toMatchObject({ code: 'INCIDENT_QUOTA_EXHAUSTED', limit: 25, used: 25 });
  });

  it('whether another plan would have fitted is told with what was used before', async () => {
    const admin = await server.as('ADMIN');
    const [contract, contact] = [
      'W-1,C-2,it-novum,standard,1,2024-02-10,2024-03-15,12',
      'W-1,Ada,ada@example.com,1,',
    ];
    await bringIn({ contracts: [contract], contacts: [contact], usage: ['W-1,2026-03-15,7,1'] });
    const { contract: found } = await admin.request<{ contract: OrderedContract }>(
      '{ contract(number: "W-1") { id number namedContacts { id name } } }',
    );
    const taken = await accepted(open(admin, found));
    const planId = await planIdOf(admin, 'it-novum', 'basic');
    const period = { from: '2026-03-15', to: '2027-03-15' };
    const { whatIf, planFits } = await admin.request<{ whatIf: object; planFits: { nodes: object[] } }>(
      `query ($contractId: ID!, $planId: ID!, $from: LocalDate!, $to: LocalDate!) {
        whatIf(contractId: $contractId, planId: $planId, from: $from, to: $to) { incidents refusedIncidents { incident { id } }
          openings { contractYear { number from } incidents refusedIncidents consultingBlocks extraConsultingBlocks reasons { rule } } }
        planFits(planId: $planId, from: $from, to: $to, first: 50) {
          nodes { contract { number } fits refusedRequests extraBlocks misfits } } }`,
      { contractId: found.id, planId, ...period },
    );
    expect(whatIf).toEqual({
      incidents: 1,
      refusedIncidents: [{ incident: { id: taken.id } }],
      openings: [
        {
          ...{ contractYear: { number: 3, from: '2026-03-15' }, incidents: 7, refusedIncidents: 2 },
          ...{ consultingBlocks: 1, extraConsultingBlocks: 1 },
          reasons: [{ rule: 'INCIDENT_QUOTA_EXHAUSTED' }, { rule: 'NO_CONSULTING_BLOCK_LEFT' }],
        },
      ],
    });
    expect(planFits.nodes).toContainEqual({
      ...{ contract: { number: 'W-1' }, fits: false, refusedRequests: 3, extraBlocks: 1 },
      misfits: [
        '3 support requests: All support requests of the contract year are used.',
        '1 consulting block: No included block of the contract year and no additional one is left.',
      ],
    });
  });

  it('every counter agrees with its ledger, and the audit log with its chains', async () => {
    await countersAgree(desk.target.database, NOW);
    const faults = await verifyAuditLog(desk.target.database.sql);
    expect(JSON.stringify(faults)).not.toMatch(/K-/);
  });

  it('the audit log names who brought it in, for each thing', async () => {
    const audited = await rows<{ type: string; count: number }>(
      `SELECT subject_type AS type, count(*)::int AS count FROM audit_log
       WHERE mutation = 'importBook' AND actor = 'command line (ada)' GROUP BY 1 ORDER BY 1`,
    );
    expect(audited).toEqual([
      { type: 'Contract', count: 8 },
      { type: 'Customer', count: 3 },
      { type: 'NamedContact', count: 5 },
      { type: 'Satellite', count: 3 },
    ]);
  });

  it('nothing is told of what lay before, and what comes by time later is', async () => {
    expect(eventsBefore).toBe(0);
    await tellDueContracts(desk.database, new Catalog(desk.database), NOW);
    const timed = `SELECT type, data->>'number' AS number FROM events WHERE type LIKE 'cont%' ORDER BY position`;
    expect(await rows(timed)).toEqual([]);
    await tellDueContracts(desk.database, new Catalog(desk.database), new Date('2026-07-02T10:00:00Z'));
    expect(await rows(timed)).toEqual([{ type: 'contract.activated', number: 'K-3' }]);
  });

  it('it is billed nothing', async () => {
    expect(await rows('SELECT 1 FROM consulting_events')).toEqual([]);
  });

  it('a second run finds all of it unchanged', async () => {
    const plan = await bringIn(BOOK);
    expect(plan).toMatchObject({
      ...{ customers: [], bundles: [] },
      unchanged: { customers: 3, contracts: 3, contacts: 3, satellites: 3, usage: 1 },
    });
  });

  it.each<[string, Content, string]>([
    [
      'customers',
      { customers: ['c-2,Kunde SE,EUROPE,DE,,P-1'] },
      'customers.csv 2 name: is "Kunde AG" in the database, and "Kunde SE" here.',
    ],
    [
      'partners',
      { customers: ['C-2,Kunde AG,EUROPE,DE,,'] },
      'customers.csv 2 partner_number: is "p-1" in the database, and empty here.',
    ],
    [
      'contracts',
      { contracts: ['K-1,C-2,it-novum,standard,1,2024-02-10,2024-03-15,24'] },
      'contracts.csv 2 term_months: is "12" in the database, and "24" here.',
    ],
    [
      'contacts',
      { contacts: ['K-1,Ada Berger,ADA@example.com,+49 661 9,'] },
      'contacts.csv 2 phone: is "+49 661 1" in the database',
    ],
    [
      'satellites',
      { satellites: ['K-1,FULDA-2,2025-05-06'] },
      'satellites.csv 2 since: is "2025-05-05" in the database',
    ],
    [
      'usage',
      { usage: ['K-1,2026-03-15,8,1'] },
      'usage.csv 2 incidents: is "7" in the database, and "8" here.',
    ],
  ])('of %s, what differs from the database is a fault that names the field', async (_, content, fault) => {
    expect(await faultsOf(content)).toEqual([expect.stringContaining(fault)]);
  });

  it('what a later file brings to a contract is counted with what is there', async () => {
    const third = 'K-1,Dan Eck,dan@example.com,+49 661 4,';
    expect(await faultsOf({ contacts: [third, 'K-1,Eve Falk,eve@example.com,+49 661 5,'] })).toEqual([
      expect.stringContaining(
        'contacts.csv 3 contract_number: names contract K-1, whose plan, Standard version 1, has room for 3 named contacts.',
      ),
    ]);
    await bringIn({ contacts: [third] });
    await countersAgree(desk.target.database, NOW);
  });
});

it('a run that was cut off leaves whole contracts, and the next one goes on', async () => {
  const numbers = Array.from({ length: 11 }, (_, nth) => `Z-${nth}`);
  const content: Content = {
    customers: ['Z,Zett AG,EUROPE,,,'],
    contracts: numbers.map((number) => `${number},Z,it-novum,basic,1,2025-08-01,2025-09-01,12`),
    contacts: numbers.map((number) => `${number},Ada,ada@example.com,+49 1,`),
    usage: numbers.map((number) => `${number},2025-09-01,2,0`),
  };
  const { plan } = await check(content);
  const cut = (done: number) => {
    if (done > 4) throw new Error('cut off');
  };
  await expect(importBook(desk.writer(), plan, NOW, cut, 4)).rejects.toThrow('cut off');
  const again = await check(content);
  expect(again.faults).toEqual([]);
  expect(again.plan.unchanged).toMatchObject({
    ...{ customers: 1, contracts: 4, contacts: 4, satellites: 0, usage: 4 },
  });
  await bringIn(content);
  expect((await check(content)).plan.bundles).toEqual([]);
  await countersAgree(desk.target.database, NOW);
});
