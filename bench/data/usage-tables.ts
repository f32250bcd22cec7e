import { yearOfIncludedBlock } from './consulting-tables';
import { LoadedPlan } from './plan-ids';
import { IDS_A_CONTRACT, SampleContract } from './sample-contract';
import { DAY_MS, dateText, eachContract, instantText, Row, Source, Table } from './table';

/** Contract years with their counters, and the incidents that they count. */
export function usageTables(source: Source): Table[] {
  return [
    eachContract(source, 'contract_years', YEAR_COLUMNS, (contract, plan) => years(source, contract, plan)),
    eachContract(source, 'incidents', INCIDENT_COLUMNS, incidents),
  ];
}

const YEAR_COLUMNS = `contract_id, number, starts_on, ends_on, incidents_used, incidents_limit, included_blocks_used,
  included_blocks_limit`;

function* years(source: Source, contract: SampleContract, plan: LoadedPlan): Generator<Row> {
  const { id, yearStarts, incidents: total } = contract;
  const includedIn = yearOfIncludedBlock(source, contract);
  for (const number of [1, 2] as const) {
    const used = number === 1 ? Math.floor(total / 2) : Math.ceil(total / 2);
    const [from, to] = [dateText(yearStarts[number - 1]!), dateText(yearStarts[number])];
    const included = includedIn === number ? 1 : 0;
    yield [id, number, from, to, used, plan.maxIncidentsPerYear, included, plan.includedConsultingBlocks];
  }
}

const INCIDENT_COLUMNS = `id, contract_id, plan_id, contract_year, contact_id, reference, channel, impact, test_system, product,
  product_version, platform_version, description, received_at, recorded_at, response_due_at, first_responded_at,
  first_response_recorded_at, due_at_response, response_met, status, support_line, started_at_line, distributed_setup,
  priority`;

const IMPACTS = ['LOW', 'MEDIUM', 'LOW', 'CRITICAL'];
const DESCRIPTION =
  'Checks of one host group stay in state pending since the update; a restart does not help.';

/** Every second one in the second year, five days apart; all are closed but every hundredth. */
function* incidents(contract: SampleContract, plan: LoadedPlan): Generator<Row> {
  for (let nth = 0; nth < contract.incidents; nth += 1) {
    const id = contract.id * IDS_A_CONTRACT + nth;
    const year = nth % 2 === 0 ? 2 : 1;
    const receivedAt = contract.yearStarts[year - 1]! + (nth >> 1) * 5 * DAY_MS + (8 + (id % 8)) * 3_600_000;
    const respondedAt = receivedAt + (id % 10 === 0 ? 30 : 3) * 3_600_000;
    const dueAt = plan.promisesResponse ? receivedAt + DAY_MS : null;
    yield [
      id,
      contract.id,
      plan.id,
      year,
      contract.id * IDS_A_CONTRACT + (nth % contract.contacts),
      `${plan.referencePrefix}-${new Date(receivedAt).getUTCFullYear()}-${String(id).padStart(6, '0')}`,
      'EMAIL',
      IMPACTS[id % 4]!,
      false,
      plan.product,
      '8.1.1',
      'Debian 12',
      DESCRIPTION,
      instantText(receivedAt),
      instantText(receivedAt),
      dueAt && instantText(dueAt),
      instantText(respondedAt),
      instantText(respondedAt),
      dueAt && instantText(dueAt),
      dueAt && respondedAt <= dueAt,
      id % 100 === 4 ? 'IN_PROGRESS' : 'CLOSED',
      1,
      1,
      false,
      false,
    ];
  }
}
