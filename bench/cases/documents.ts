/** What is asked of Ambit, and of the peer that speaks the same schema. */
export const DOCUMENTS = {
  Q1: `query Q1($id: ID!) {
  contract(id: $id) {
    number
    snapshot {
      status
      plan { code name version maxIncidentsPerYear maxNamedContacts maxSatellites consultingHoursPerYear }
      contractYear { number from to }
      incidents { limit used remaining unlimited resetsAt }
      namedContacts { limit used remaining unlimited resetsAt }
      includedConsultingBlocks { limit used remaining unlimited resetsAt }
      additionalConsultingBlocks { limit used remaining unlimited resetsAt }
      satellites { limit used remaining unlimited resetsAt }
    }
  }
}`,
  Q2: `query Q2($after: String) {
  customers(first: 50, after: $after) {
    nodes {
      id number name region
      contracts {
        nodes {
          id number activatesOn
          snapshot {
            status
            plan { name }
            incidents { limit used remaining }
            includedConsultingBlocks { limit used remaining }
            satellites { limit used remaining }
          }
          namedContacts { name email phone }
        }
      }
    }
  }
}`,
  Q3: `query Q3($from: DateTime!, $to: DateTime!) {
  consultingUsage(from: $from, to: $to, first: 200) {
    nodes {
      kind occurredAt source hours discountPercent
      netAmount { amount currency }
      customer { number name }
      contract { number }
    }
    totals { source kind hours netAmount { amount currency } }
  }
}`,
  C1: `query C1($input: CanOpenIncidentInput!) {
  canOpenIncident(input: $input) {
    allowed
    rules { rule outcome explanation }
    userErrors { code message path }
    quota { limit used remaining unlimited resetsAt }
    responseDueAt
    effectiveImpact
    allowedByPlans { code name }
  }
}`,
  M1: `mutation M1($input: OpenIncidentInput!) {
  openIncident(input: $input) {
    incident { reference status impact responseDueAt }
    userErrors { code message }
  }
}`,
  A1: `mutation A1($input: AddNamedContactInput!) {
  addNamedContact(input: $input) {
    namedContact { name email phone }
    userErrors { code message }
  }
}`,
  B1: `mutation B1($input: BookConsultingBlockInput!) {
  bookConsultingBlock(input: $input) {
    consultingBlocks { status source subject startsAt }
    userErrors { code message }
  }
}`,
} as const;
