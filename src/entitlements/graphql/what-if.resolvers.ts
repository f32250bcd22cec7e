import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { LocalDate } from '../../shared/domain/local-date';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { WhatIf, whatIf } from '../use-cases/what-if';
import { WhatIfResponseTargetType, WhatIfType } from './what-if.type';

@Resolver()
export class WhatIfResolvers {
  @Query(() => WhatIfType, {
    description:
      'Replays what a contract really used in a period against another plan of its provider: what would have been refused, extra, due at another instant, or without room. Writes nothing.',
  })
  async whatIf(
    @Arg('contractId', () => ID, { description: 'Id of the Contract.' }) contractId: string,
    @Arg('planId', () => ID, { description: 'Id of a Plan of the same provider, of whatever version.' })
    planId: string,
    @Arg('from', () => LocalDateScalar, { description: 'First day, in the provider’s time zone.' })
    from: LocalDate,
    @Arg('to', () => LocalDateScalar, {
      description: 'The first day that no longer belongs to the period; at most 5 years after the first one.',
    })
    to: LocalDate,
    @Ctx() context: RequestContext,
  ): Promise<WhatIfType> {
    const contract = fromGlobalId('Contract', contractId, 'contractId');
    const plan = fromGlobalId('Plan', planId, 'planId');
    return toWhatIfType(await whatIf(context, { contractId: contract, planId: plan, from, to }));
  }
}

function toWhatIfType(whatIf: WhatIf): WhatIfType {
  const { contract, plan, from, to, requests, blocks, contactsWithoutRoom, satellitesWithoutRoom } = whatIf;
  return {
    contract,
    plan,
    from,
    to,
    incidents: requests.length,
    refusedIncidents: requests
      .filter(({ refusedBy }) => refusedBy.length > 0)
      .map(({ request, refusedBy }) => ({ incident: request, reasons: refusedBy })),
    otherResponseTargets: otherTargets(requests),
    consultingBlocks: blocks.length,
    extraConsultingBlocks: blocks
      .filter(({ extraBecause }) => extraBecause.length > 0)
      .map(({ block, extraBecause }) => ({ consultingBlock: block, reasons: extraBecause })),
    namedContactsWithoutRoom: contactsWithoutRoom.map(({ thing, on, because }) => ({
      namedContact: thing,
      on,
      reasons: because,
    })),
    satellitesWithoutRoom: satellitesWithoutRoom.map(({ thing, on, because }) => ({
      satellite: thing,
      on,
      reasons: because,
    })),
    openings: whatIf.openings.map(
      ({
        contractYear,
        incidents,
        refusedRequests,
        refusedBy,
        includedBlocks,
        extraBlocks,
        extraBecause,
      }) => ({
        ...{ contractYear, incidents, refusedIncidents: refusedRequests },
        ...{ consultingBlocks: includedBlocks, extraConsultingBlocks: extraBlocks },
        reasons: [...refusedBy, ...extraBecause],
      }),
    ),
  };
}

/** What the plan refuses gets no response, so that nothing is compared. */
function otherTargets(requests: WhatIf['requests']): WhatIfResponseTargetType[] {
  return requests
    .filter(({ refusedBy }) => refusedBy.length === 0)
    .filter(({ request, dueUnderPlan }) => request.responseDueAt?.getTime() !== dueUnderPlan?.getTime())
    .map(({ request, dueUnderPlan }) => ({
      incident: request,
      dueThen: request.responseDueAt,
      dueUnderPlan,
    }));
}
