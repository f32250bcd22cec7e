import { Plan } from '../../catalog/domain/plan';
import { ContractYear } from '../../contracts/domain/contract-dates';
import { LocalDate } from '../../shared/domain/local-date';
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

/** What is written of one contract, in one transaction: the contract itself, where it is new, and what belongs to it. */
export interface Bundle {
  readonly numberFolded: string;
  /** The id of a contract that is there; null: it is new. */
  readonly contractId: string | null;
  readonly contract: NewContract | null;
  /** Of which the limits are. */
  readonly plan: Plan;
  readonly contactsLimit: number | null;
  readonly satellitesLimit: number | null;
  readonly contacts: NewContact[];
  readonly satellites: NewSatellite[];
  opening: NewOpening | null;
}

/** What an import writes of a book without faults. */
export interface BookPlan {
  /** Partners before their customers. */
  readonly customers: readonly CustomerRow[];
  readonly bundles: readonly Bundle[];
  /** Rows of each kind that are in the database as they are here. */
  readonly unchanged: Readonly<Record<BookKind, number>>;
}
