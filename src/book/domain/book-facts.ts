import { Plan, Region } from '../../catalog/domain/plan';
import { Money } from '../../shared/domain/money';
import { NoticeParty } from '../../contracts/domain/notice';
import { Language } from '../../customers/domain/language';
import { LocalDate } from '../../shared/domain/local-date';

export interface KnownCustomer {
  readonly id: string;
  readonly name: string;
  readonly region: Region;
  readonly language: Language;
  readonly isPartner: boolean;
  readonly partnerNumber: string | null;
}

export interface KnownContract {
  readonly id: string;
  readonly customerNumber: string;
  readonly provider: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly planId: string;
  /** Of a change to come, as the three after it; null: none. */
  readonly nextPlanId: string | null;
  readonly nextPlan: string | null;
  readonly nextPlanVersion: number | null;
  readonly nextPlanFrom: Date | null;
  readonly orderReceivedAt: Date;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
  readonly timeZone: string;
  readonly noticeEndsOn: LocalDate | null;
  readonly cancelledAt: Date | null;
  readonly incidentsUsed: number;
  readonly includedBlocksUsed: number;
  /** Of these, by appointments to come. */
  readonly includedBlocksBooked: number;
  readonly openedIncidents: number | null;
  readonly openedBlocks: number | null;
}

export interface KnownContact {
  readonly contractId: string;
  readonly name: string;
  readonly emailFolded: string;
  readonly phone: string;
  readonly since: Date;
}

export interface KnownSatellite {
  readonly contractId: string;
  readonly nameFolded: string;
  readonly since: Date;
}

export interface KnownNotice {
  readonly contractId: string;
  readonly party: NoticeParty;
  readonly receivedAt: Date;
  readonly endsOn: LocalDate;
  readonly reason: string | null;
}

export interface KnownSuspension {
  readonly contractId: string;
  readonly since: Date;
  readonly reason: string;
}

/** Orders of additional blocks of one instant at one price. */
export interface KnownOrder {
  readonly contractId: string;
  readonly orderedAt: Date;
  readonly blocks: number;
  readonly left: number;
  readonly listPricePerHour: Money;
  readonly discountPercent: number;
}

/** What the database says of all that the files name. */
export interface BookFacts {
  /** By folded numbers; contracts likewise. */
  readonly customers: ReadonlyMap<string, KnownCustomer>;
  readonly contracts: ReadonlyMap<string, KnownContract>;
  /** By ids of contracts; all after them likewise. */
  readonly contacts: ReadonlyMap<string, readonly KnownContact[]>;
  readonly satellites: ReadonlyMap<string, readonly KnownSatellite[]>;
  /** Those in force. */
  readonly notices: ReadonlyMap<string, readonly KnownNotice[]>;
  /** Those that last. */
  readonly suspensions: ReadonlyMap<string, readonly KnownSuspension[]>;
  readonly orders: ReadonlyMap<string, readonly KnownOrder[]>;
  readonly providers: readonly { readonly id: string; readonly code: string }[];
  /** All versions, sold today or not. */
  readonly plans: readonly Plan[];
  readonly now: Date;
}
