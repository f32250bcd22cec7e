import pg from 'pg';
import { CONTRACT, CUSTOMERS, OPEN_INCIDENT, TOTALS, USAGE } from './statements.mjs';

// Dates and amounts leave as the text that they come as.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The questions of the benchmark, answered in the shape of Ambit's schema: rows come as arrays and are put together here. */
export function answersFrom(pool) {
  const rows = async (statement, values) => {
    const result = await pool.query({ ...statement, values, rowMode: 'array' });
    return result.rows;
  };
  return {
    async contract(id) {
      const [row] = await rows(CONTRACT, [id]);
      return row === undefined ? null : contractOf(row);
    },
    async customers(afterId) {
      return customersOf(await rows(CUSTOMERS, [afterId]));
    },
    async consultingUsage(from, to) {
      const [usage, totals] = await Promise.all([rows(USAGE, [from, to]), rows(TOTALS, [from, to])]);
      return { nodes: usage.map(usageOf), totals: totals.map(totalOf) };
    },
    async openIncident(input) {
      const {
        contractId,
        contactId,
        channel,
        impact,
        product,
        productVersion,
        platformVersion,
        description,
      } = input;
      const values = [
        contractId,
        contactId,
        channel,
        impact,
        product,
        productVersion,
        platformVersion,
        description,
      ];
      const [[reference, status, accepted, dueAt]] = await rows(OPEN_INCIDENT, values);
      return { reference, status, impact: accepted, responseDueAt: dueAt.toISOString() };
    },
  };
}

function contractOf(row) {
  const [number, status, code, name, version, hours, yearNumber, from, to, resets, ...quotas] = row;
  const resetsAt = resets && resets.toISOString();
  const quota = (nth, reset) => {
    const [limit, used, remaining] = quotas.slice(nth * 3, nth * 3 + 3);
    return { limit, used, remaining, unlimited: limit === null, resetsAt: reset };
  };
  const incidents = quota(0, resetsAt);
  const namedContacts = quota(1, null);
  const satellites = quota(4, null);
  return {
    number,
    snapshot: {
      status,
      plan: {
        code,
        name,
        version,
        maxIncidentsPerYear: incidents.limit,
        maxNamedContacts: namedContacts.limit,
        maxSatellites: satellites.limit,
        consultingHoursPerYear: hours,
      },
      contractYear: yearNumber && { number: yearNumber, from, to },
      incidents,
      namedContacts,
      includedConsultingBlocks: quota(2, resetsAt),
      additionalConsultingBlocks: quota(3, null),
      satellites,
    },
  };
}

/** A row a contact, or a contract or customer without one; the rows of one belong together. */
function customersOf(rows) {
  const nodes = [];
  let customer = null;
  let contract = null;
  for (const row of rows) {
    if (row[0] !== customer?.key) {
      const [key, number, name, region] = row;
      const id = globalId('Customer', key);
      customer = { key, value: { id, number, name, region, contracts: { nodes: [] } } };
      nodes.push(customer.value);
    }
    if (row[4] !== null && row[4] !== contract?.key) {
      contract = { key: row[4], value: dashboardContractOf(row) };
      customer.value.contracts.nodes.push(contract.value);
    }
    if (row[18] !== null)
      contract.value.namedContacts.push({ name: row[18], email: row[19], phone: row[20] });
  }
  return { nodes };
}

function dashboardContractOf(row) {
  const quota = (first) => ({ limit: row[first], used: row[first + 1], remaining: row[first + 2] });
  return {
    id: globalId('Contract', row[4]),
    number: row[5],
    activatesOn: row[6],
    snapshot: {
      status: row[7],
      plan: { name: row[8] },
      incidents: quota(9),
      includedConsultingBlocks: quota(12),
      satellites: quota(15),
    },
    namedContacts: [],
  };
}

function usageOf([
  kind,
  occurredAt,
  source,
  hours,
  discountPercent,
  amount,
  currency,
  customer,
  name,
  contract,
]) {
  return {
    kind,
    occurredAt: occurredAt.toISOString(),
    source,
    hours,
    discountPercent,
    netAmount: moneyOf(amount, currency),
    customer: { number: customer, name },
    contract: { number: contract },
  };
}

function totalOf([source, kind, hours, amount, currency]) {
  return { source, kind, hours, netAmount: moneyOf(amount, currency) };
}

function moneyOf(amount, currency) {
  return amount === null ? null : { amount, currency };
}

function globalId(type, id) {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}
