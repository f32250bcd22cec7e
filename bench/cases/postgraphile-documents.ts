/** The same questions in the schema that PostGraphile makes of the views in `bench/peers`. */
export const POSTGRAPHILE_DOCUMENTS = {
  Q1: `query Q1($id: BigInt!) {
  contractByRowId(rowId: $id) {
    number status
    planCode planName planVersion maxIncidentsPerYear maxNamedContacts maxSatellites consultingHoursPerYear
    yearNumber yearFrom yearTo yearResetsAt
    incidentsUsed incidentsRemaining
    contactsUsed contactsRemaining
    includedBlocks includedBlocksUsed includedBlocksRemaining
    additionalBlocksOrdered additionalBlocksUsed additionalBlocksRemaining
    satellitesUsed satellitesRemaining
  }
}`,
  Q2: `query Q2($after: Cursor) {
  allCustomers(first: 50, after: $after) {
    nodes {
      rowId number name region
      contractsByCustomerId(first: 25) {
        nodes {
          rowId number activatesOn status planName
          maxIncidentsPerYear incidentsUsed incidentsRemaining
          includedBlocks includedBlocksUsed includedBlocksRemaining
          maxSatellites satellitesUsed satellitesRemaining
          namedContactsByContractId { nodes { name email phone } }
        }
      }
    }
  }
}`,
  Q3: `query Q3($from: Datetime!, $to: Datetime!) {
  usageBetween(fromAt: $from, toAt: $to, first: 200) {
    nodes {
      kind occurredAt source hours discountPercent netAmount currency
      customerNumber customerName contractNumber
    }
  }
  usageTotals(fromAt: $from, toAt: $to) { nodes { source kind hours netAmount currency } }
}`,
  M1: `mutation M1($input: OpenIncidentInput!) {
  openIncident(input: $input) { result { reference status acceptedImpact responseDueAt } }
}`,
  A1: `mutation A1($input: AddNamedContactInput!) {
  addNamedContact(input: $input) { result { name email phone } }
}`,
  B1: `mutation B1($input: BookConsultingBlockInput!) {
  bookConsultingBlock(input: $input) { result { status source subject startsAt } }
}`,
} as const;
