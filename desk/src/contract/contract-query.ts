import { graphql } from '../gql';
import { ContractQuery } from '../gql/graphql';

export const CONTRACT = graphql(`
  query Contract($number: String!) {
    contract(number: $number) {
      id
      number
      orderReceivedOn
      activatesOn
      termMonths
      renewsOn
      noticeDeadline
      endsOn
      customer {
        id
        name
        region
      }
      snapshot {
        ...Snapshot
        suspended
        contactsOverdue
        supportReachable
        nextOpensAt
        openLines
        contractYear {
          number
          from
          to
        }
      }
      notices {
        party
        endsOn
        receivedAt
        recordedAt
      }
      scheduledPlanChange {
        effectiveOn
        plan {
          id
          name
        }
      }
      suspension {
        since
        reason
      }
      timeline {
        on
        kind
        title
        coming
      }
      namedContacts {
        id
        name
        email
        phone
      }
      satellites {
        id
        name
        registeredAt
      }
      consultingBlocks(last: 50) {
        nodes {
          id
          status
          source
          startsAt
          hours
          subject
          consultant
        }
      }
      consultingOrders {
        id
        orderedAt
        blocks
        usedBlocks
        remainingBlocks
        discountPercent
        netAmount {
          amount
          currency
        }
      }
    }
  }
`);

/** Plan and quotas: what a change of plan has a before and an after of. */
export const SNAPSHOT = graphql(`
  fragment Snapshot on ContractSnapshot {
    status
    plan {
      id
      name
      version
      provider {
        id
        code
        name
        timeZone
        plans {
          id
          name
        }
      }
    }
    incidents {
      limit
      used
      resetsAt
    }
    namedContacts {
      limit
      used
    }
    includedConsultingBlocks {
      limit
      used
      resetsAt
    }
    additionalConsultingBlocks {
      limit
      used
    }
    satellites {
      limit
      used
    }
  }
`);

export type Contract = NonNullable<ContractQuery['contract']>;
