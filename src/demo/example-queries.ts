import { Role } from '../shared/domain/caller';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';

export interface ExampleQuery {
  readonly role: Role;
  readonly query: string;
}

/** A first query for each role, which runs as it is on the demo data and says something that the role wants to know. */
export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  {
    role: 'SUPPORT',
    query: `# Support: which requests wait for a first response, the most urgent first?
query WaitingIncidents {
  incidents(first: 10, filter: { status: NEW }, orderBy: PRIORITY) {
    totalCount
    nodes {
      reference
      impact
      receivedAt
      responseDueAt
      contact { name email }
      contract { number customer { name } }
    }
  }
}
`,
  },
  {
    role: 'SALES',
    query: `# Sales: how full is each contract, and until when can notice be given?
query Contracts {
  contracts(first: 10, filter: { status: ACTIVE }) {
    nodes {
      number
      customer { name }
      noticeDeadline
      renewsOn
      snapshot {
        plan { name }
        incidents { used limit resetsAt }
        includedConsultingBlocks { used limit }
      }
    }
  }
}
`,
  },
  {
    role: 'BILLING',
    query: `# Billing: the consulting of a long period, with its totals.
query ConsultingUsage {
  consultingUsage(from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 10) {
    totals { kind source hours invoiceAmount { amount currency } }
    nodes {
      kind
      occurredAt
      hours
      invoiceAmount { amount currency }
      customer { name }
      contract { number }
    }
  }
}
`,
  },
  {
    role: 'CUSTOMER',
    query: `# A customer: what do my contracts entitle me to, and what is left of it?
query MyContracts {
  customer(number: "${DEMO_CUSTOMER_NUMBER}") {
    name
    contracts {
      nodes {
        number
        snapshot {
          status
          supportReachable
          nextOpensAt
          plan { name }
          incidents { used limit remaining resetsAt }
          namedContacts { used limit }
        }
      }
    }
  }
}
`,
  },
  {
    role: 'ADMIN',
    query: `# An administrator: who wrote what?
query AuditLog {
  auditLog(last: 10) {
    nodes {
      at
      actor
      role
      mutation
      subjectType
      changes { field before after }
    }
  }
}
`,
  },
];
