import { Plan } from '../../catalog/domain/plan';
import { ContractYear } from '../../contracts/domain/contract-dates';
import { NoticeParty } from '../../contracts/domain/notice';
import { LocalDate } from '../../shared/domain/local-date';
import { Money } from '../../shared/domain/money';
import { BookKind } from './book-columns';
import { CustomerRow } from './book-rows';

export interface NewContract {
  readonly number: string;
  readonly customerNumber: string;
  readonly plan: Plan;
  readonly orderReceivedAt: Date;
  readonly orderReceivedOn: LocalDate;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
}

export interface NewContact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly since: Date;
}

export interface NewSatellite {
  readonly name: string;
  readonly since: Date;
}

export interface NewOpening {
  readonly year: ContractYear;
  readonly incidents: number;
  readonly includedBlocks: number;
}

export interface NewNotice {
  readonly party: NoticeParty;
  readonly reason: string | null;
  readonly receivedAt: Date;
  readonly endsOn: LocalDate;
}

export interface NewChange {
  readonly plan: Plan;
  readonly effectiveAt: Date;
}

export interface NewSuspension {
  readonly since: Date;
  readonly reason: string;
}

export interface NewBlocks {
  readonly orderedAt: Date;
  /** In which it was ordered. */
  readonly contractYear: number;
  readonly blocks: number;
  readonly listPricePerHour: Money;
  readonly discountPercent: number;
}

/** What is written of one contract, in one transaction: the contract itself, where it is new, and what belongs to it. */
export interface Bundle {
  readonly numberFolded: string;
  /** The id of a contract that is there; null: it is new. */
  readonly contractId: string | null;
  readonly contract: NewContract | null;
  /** Of which the limits are. */
  readonly plan: Plan;
  contactsLimit: number | null;
  satellitesLimit: number | null;
  readonly contacts: NewContact[];
  readonly satellites: NewSatellite[];
  opening: NewOpening | null;
  readonly notices: NewNotice[];
  change: NewChange | null;
  suspension: NewSuspension | null;
  readonly blocks: NewBlocks[];
}

/** What an import writes of a book without faults. */
export interface BookPlan {
  /** Partners before their customers. */
  readonly customers: readonly CustomerRow[];
  readonly bundles: readonly Bundle[];
  /** Rows of each kind that are in the database as they are here. */
  readonly unchanged: Readonly<Record<BookKind, number>>;
}
