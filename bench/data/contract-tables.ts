import { foldEmail, foldText } from '../../src/shared/domain/text';
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
      columns: 'id, number, number_folded, name, name_folded, region, is_partner, partner_id',
      rows: () => customers(source.size),
    },
    eachContract(source, 'contracts', CONTRACT_COLUMNS, (contract, plan) => [contractRow(contract, plan)]),
    eachContract(source, 'contract_plans', 'contract_id, plan_id, valid_from', (contract, plan) => [
      [contract.id, plan.id, instantText(orderedAt(contract) - DAY_MS)],
    ]),
    eachContract(
      source,
      'named_contacts',
      'id, contract_id, name, email, email_folded, phone, valid_from',
      contacts,
    ),
    eachContract(source, 'satellites', 'id, contract_id, name, name_folded, registered_at', satellites),
  ];
}

function* customers(size: Size): Generator<Row> {
  for (let id = 1; id <= customerCount(size); id += 1) {
    const number = `C-${String(id).padStart(7, '0')}`;
    const name = `Customer ${id} GmbH`;
    const region = id % 7 === 0 ? 'AMERICAS' : 'EUROPE';
    // Of each hundred the first is the partner of the ten after it.
    const place = id % 100;
    const partnerId = 2 <= place && place <= 11 ? id - place + 1 : null;
    yield [id, number, foldText(number), name, foldText(name), region, place === 1, partnerId];
  }
}

const CONTRACT_COLUMNS = `id, number, number_folded, customer_id, provider_id, order_received_at, ordered_on, activates_on, time_zone,
  term_months, contacts_used, contacts_limit, satellites_used, satellites_limit, additional_blocks_ordered,
  additional_blocks_used, plan_id, recorded_at`;

function contractRow(contract: SampleContract, plan: LoadedPlan): Row {
  const number = `K-${String(contract.id).padStart(7, '0')}`;
  return [
    contract.id,
    number,
    foldText(number),
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
    const email = `contact.${id}@example.com`;
    yield [id, contract.id, `Contact ${id}`, email, foldEmail(email), `+49 661 ${id}`, since];
  }
}

function* satellites(contract: SampleContract): Generator<Row> {
  for (let nth = 0; nth < contract.satellites; nth += 1) {
    const registeredAt = contract.yearStarts[0] + (nth + 1) * DAY_MS;
    yield [
      contract.id * IDS_A_CONTRACT + nth,
      contract.id,
      `satellite-${nth + 1}`,
      `satellite-${nth + 1}`,
      instantText(registeredAt),
    ];
  }
}
