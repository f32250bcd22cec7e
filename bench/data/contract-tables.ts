import { LoadedPlan } from './plan-ids';
import { BLOCKS_ORDERED, blocksDelivered, IDS_A_CONTRACT, SampleContract } from './sample-contract';
import { customerCount, Size } from './size';
import { DAY_MS, dateText, eachContract, instantText, Row, Source, Table } from './table';

/** An hour of the working day on which the contract was ordered, 30 days before its first year. */
function orderedAt({ yearStarts }: SampleContract): number {
  return yearStarts[0] - 30 * DAY_MS + 10 * 3_600_000;
}

/** Customers, contracts, and what every contract holds. */
export function contractTables(source: Source): Table[] {
  return [
    {
      name: 'customers',
      columns: 'id, number, name, region, is_partner',
      rows: () => customers(source.size),
    },
    eachContract(source, 'contracts', CONTRACT_COLUMNS, (contract, plan) => [contractRow(contract, plan)]),
    eachContract(source, 'contract_plans', 'contract_id, plan_id, valid_from', (contract, plan) => [
      [contract.id, plan.id, instantText(orderedAt(contract) - DAY_MS)],
    ]),
    eachContract(source, 'named_contacts', 'id, contract_id, name, email, phone, valid_from', contacts),
    eachContract(source, 'satellites', 'id, contract_id, name, registered_at', satellites),
  ];
}

function* customers(size: Size): Generator<Row> {
  for (let id = 1; id <= customerCount(size); id += 1) {
    yield [
      id,
      `C-${String(id).padStart(7, '0')}`,
      `Customer ${id} GmbH`,
      id % 7 === 0 ? 'AMERICAS' : 'EUROPE',
      false,
    ];
  }
}

const CONTRACT_COLUMNS = `id, number, customer_id, provider_id, order_received_at, ordered_on, activates_on, time_zone,
  term_months, contacts_used, contacts_limit, satellites_used, satellites_limit, additional_blocks_ordered,
  additional_blocks_used, plan_id, recorded_at`;

function contractRow(contract: SampleContract, plan: LoadedPlan): Row {
  return [
    contract.id,
    `K-${String(contract.id).padStart(7, '0')}`,
    contract.customerId,
    plan.providerId,
    instantText(orderedAt(contract)),
    dateText(orderedAt(contract)),
    dateText(contract.yearStarts[0]),
    plan.timeZone,
    12,
    contract.contacts,
    plan.maxNamedContacts,
    contract.satellites,
    plan.maxSatellites,
    contract.billed.length === 0 ? 0 : BLOCKS_ORDERED,
    blocksDelivered(contract),
    plan.id,
    instantText(orderedAt(contract)),
  ];
}

function* contacts(contract: SampleContract): Generator<Row> {
  const since = instantText(orderedAt(contract));
  for (let nth = 0; nth < contract.contacts; nth += 1) {
    const id = contract.id * IDS_A_CONTRACT + nth;
    yield [id, contract.id, `Contact ${id}`, `contact.${id}@example.com`, `+49 661 ${id}`, since];
  }
}

function* satellites(contract: SampleContract): Generator<Row> {
  for (let nth = 0; nth < contract.satellites; nth += 1) {
    const registeredAt = contract.yearStarts[0] + (nth + 1) * DAY_MS;
    yield [
      contract.id * IDS_A_CONTRACT + nth,
      contract.id,
      `satellite-${nth + 1}`,
      instantText(registeredAt),
    ];
  }
}
