import { Question } from '../cases/question';
import { openId } from './ambit';

type Fields = Readonly<Record<string, unknown>>;

interface Nodes {
  readonly nodes: readonly Fields[];
}

/** Puts an answer of PostGraphile's flat types into the shape of Ambit's, so that the two can be compared field by field. */
export function fromPostGraphile(question: Question, data: unknown): object {
  const answer = data as Readonly<Record<string, unknown>>;
  switch (question.about) {
    case 'Q1':
      return { contract: contractOf(answer['contractByRowId'] as Fields) };
    case 'Q2':
      return { customers: { nodes: (answer['allCustomers'] as Nodes).nodes.map(customerOf) } };
    case 'Q3': {
      const nodes = (answer['usageBetween'] as Nodes).nodes.map(usageOf);
      return { consultingUsage: { nodes, totals: (answer['usageTotals'] as Nodes).nodes.map(totalOf) } };
    }
    case 'M1': {
      const { result } = answer['openIncident'] as { result: Fields };
      const { reference, status, acceptedImpact: impact } = result;
      const incident = { reference, status, impact, responseDueAt: instantOf(result['responseDueAt']) };
      return { openIncident: { incident, userErrors: [] } };
    }
    case 'A1': {
      const { result } = answer['addNamedContact'] as { result: Fields };
      return { addNamedContact: { namedContact: result, userErrors: [] } };
    }
    case 'B1': {
      const { result } = answer['bookConsultingBlock'] as { result: Fields };
      const block = { ...result, startsAt: instantOf(result['startsAt']) };
      return { bookConsultingBlock: { consultingBlocks: [block], userErrors: [] } };
    }
    case 'C1':
      throw new Error('PostGraphile is not asked this');
  }
}

/** The same quota of a row by the names of its three columns. */
function quotaOf(row: Fields, limit: string, used: string, remaining: string): Fields {
  return { limit: row[limit], used: row[used], remaining: row[remaining] };
}

function contractOf(row: Fields): object {
  const yearly = instantOf(row['yearResetsAt']);
  const quota = (limit: string, used: string, remaining: string, resetsAt: string | null) => ({
    ...quotaOf(row, limit, used, remaining),
    unlimited: row[limit] === null,
    resetsAt,
  });
  return {
    number: row['number'],
    snapshot: {
      status: row['status'],
      plan: {
        code: row['planCode'],
        name: row['planName'],
        version: row['planVersion'],
        maxIncidentsPerYear: row['maxIncidentsPerYear'],
        maxNamedContacts: row['maxNamedContacts'],
        maxSatellites: row['maxSatellites'],
        consultingHoursPerYear: row['consultingHoursPerYear'],
      },
      contractYear: { number: row['yearNumber'], from: row['yearFrom'], to: row['yearTo'] },
      incidents: quota('maxIncidentsPerYear', 'incidentsUsed', 'incidentsRemaining', yearly),
      namedContacts: quota('maxNamedContacts', 'contactsUsed', 'contactsRemaining', null),
      includedConsultingBlocks: quota(
        'includedBlocks',
        'includedBlocksUsed',
        'includedBlocksRemaining',
        yearly,
      ),
      additionalConsultingBlocks: quota(
        'additionalBlocksOrdered',
        'additionalBlocksUsed',
        'additionalBlocksRemaining',
        null,
      ),
      satellites: quota('maxSatellites', 'satellitesUsed', 'satellitesRemaining', null),
    },
  };
}

function customerOf(row: Fields): object {
  const { nodes } = row['contractsByCustomerId'] as Nodes;
  const { number, name, region } = row;
  return {
    id: globalId('Customer', row),
    number,
    name,
    region,
    contracts: { nodes: nodes.map(dashboardContractOf) },
  };
}

function dashboardContractOf(row: Fields): object {
  return {
    id: globalId('Contract', row),
    number: row['number'],
    activatesOn: row['activatesOn'],
    snapshot: {
      status: row['status'],
      plan: { name: row['planName'] },
      incidents: quotaOf(row, 'maxIncidentsPerYear', 'incidentsUsed', 'incidentsRemaining'),
      includedConsultingBlocks: quotaOf(
        row,
        'includedBlocks',
        'includedBlocksUsed',
        'includedBlocksRemaining',
      ),
      satellites: quotaOf(row, 'maxSatellites', 'satellitesUsed', 'satellitesRemaining'),
    },
    namedContacts: (row['namedContactsByContractId'] as Nodes).nodes,
  };
}

function usageOf(row: Fields): object {
  const { kind, source, hours, discountPercent, customerNumber, customerName, contractNumber } = row;
  return {
    kind,
    occurredAt: instantOf(row['occurredAt']),
    source,
    hours,
    discountPercent,
    netAmount: moneyOf(row),
    customer: { number: customerNumber, name: customerName },
    contract: { number: contractNumber },
  };
}

function totalOf(row: Fields): object {
  return { source: row['source'], kind: row['kind'], hours: Number(row['hours']), netAmount: moneyOf(row) };
}

function moneyOf({ netAmount, currency }: Fields): object | null {
  return netAmount === null ? null : { amount: netAmount, currency };
}

/** To the millisecond, as Ambit keeps all instants. */
function instantOf(value: unknown): string | null {
  return value === null ? null : new Date(value as string).toISOString();
}

function globalId(type: string, row: Fields): string {
  return openId(type, String(row['rowId']));
}
