import { decideAddNamedContact } from '../../contacts/domain/add-named-contact';
import { decideRegisterSatellite } from '../../satellites/domain/register-satellite';
import { ReplayedBlock, replayBlocks, UsedBlock } from './replay-blocks';
import { ReplayFacts } from './replay-facts';
import { ReplayedOpening, replayOpenings, UsedBefore } from './replay-openings';
import { InUse, RoomRule, withoutRoom, WithoutRoom } from './replay-in-use';
import { ReplayedRequest, replayRequests, UsedRequest } from './replay-requests';

/** What a contract used. Requests and blocks are those of whole contract years, until the end of the period. */
export interface Usage<Request, Block, Contact, Satellite> {
  /** In the order of receipt. */
  readonly requests: readonly Request[];
  /** In the order of appointments. */
  readonly blocks: readonly Block[];
  /** In use for some time of the period, in the order in which they came; satellites likewise. */
  readonly contacts: readonly Contact[];
  readonly satellites: readonly Satellite[];
  /** Of the contract years of the requests and blocks, at most one of each. */
  readonly openings: readonly UsedBefore[];
}

/** What would have been otherwise. */
export interface Replay<Request, Block, Contact, Satellite> {
  readonly requests: readonly ReplayedRequest<Request>[];
  readonly blocks: readonly ReplayedBlock<Block>[];
  readonly contactsWithoutRoom: readonly WithoutRoom<Contact>[];
  readonly satellitesWithoutRoom: readonly WithoutRoom<Satellite>[];
  /** Opening entries whose use may lie in the period. */
  readonly openings: readonly ReplayedOpening[];
}

const CONTACTS: RoomRule = {
  decide: decideAddNamedContact,
  holding: (state, contactsUsed) => ({ ...state, contactsUsed }),
};
const SATELLITES: RoomRule = {
  decide: decideRegisterSatellite,
  holding: (state, satellitesUsed) => ({ ...state, satellitesUsed }),
};

/** Replays what a contract really used in a period against another plan, by the rules of the mutations. */
export function replay<
  Request extends UsedRequest,
  Block extends UsedBlock,
  Contact extends InUse,
  Satellite extends InUse,
>(
  facts: ReplayFacts,
  usage: Usage<Request, Block, Contact, Satellite>,
): Replay<Request, Block, Contact, Satellite> {
  const { openings, used } = replayOpenings(facts, usage.openings);
  return {
    openings,
    requests: replayRequests(facts, usage.requests, used.requests),
    blocks: replayBlocks(facts, usage.blocks, used.blocks),
    contactsWithoutRoom: withoutRoom(facts, usage.contacts, CONTACTS),
    satellitesWithoutRoom: withoutRoom(facts, usage.satellites, SATELLITES),
  };
}
