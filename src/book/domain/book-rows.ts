import { Region } from '../../catalog/domain/plan';
import { Language } from '../../customers/domain/language';
import { NoticeParty } from '../../contracts/domain/notice';
import { LocalDate, startOfDate } from '../../shared/domain/local-date';
import { Money } from '../../shared/domain/money';

/** Where something stands in the files. */
export interface Place {
  readonly file: string;
  /** Counted from 1; null: it concerns the whole file. */
  readonly line: number | null;
}

/** What is wrong in a file, and how to mend it. */
export interface BookFault extends Place {
  /** The column; null: it concerns the whole line. */
  readonly field: string | null;
  readonly message: string;
}

/** A day, on the clock of the provider, or an instant. */
export type When = LocalDate | Date;

/** The instant, of a day its beginning in the zone. */
export function instantOf(when: When, zone: string): Date {
  return when instanceof Date ? when : startOfDate(when, zone);
}

export interface CustomerRow extends Place {
  readonly number: string;
  readonly name: string;
  readonly region: Region;
  readonly language: Language;
  readonly isPartner: boolean;
  readonly partnerNumber: string | null;
}

export interface ContractRow extends Place {
  readonly number: string;
  readonly customerNumber: string;
  readonly provider: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly orderReceivedAt: When;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
}

export interface ContactRow extends Place {
  readonly contractNumber: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** Null: since the receipt of the order. */
  readonly since: When | null;
}

export interface SatelliteRow extends Place {
  readonly contractNumber: string;
  readonly name: string;
  /** Null: since the activation. */
  readonly since: When | null;
}

export interface UsageRow extends Place {
  readonly contractNumber: string;
  readonly yearFrom: LocalDate;
  readonly incidents: number;
  readonly includedBlocks: number;
}

export interface NoticeRow extends Place {
  readonly contractNumber: string;
  readonly party: NoticeParty;
  readonly receivedAt: When;
  /** Null: when the terms of the plan say. */
  readonly endsOn: LocalDate | null;
  readonly reason: string | null;
}

/** A change of plan to come. */
export interface ChangeRow extends Place {
  readonly contractNumber: string;
  readonly plan: string;
  readonly planVersion: number;
  readonly effectiveOn: LocalDate;
}

export interface SuspensionRow extends Place {
  readonly contractNumber: string;
  readonly since: When;
  readonly reason: string;
}

/** What is left of an order of additional blocks. */
export interface BlocksRow extends Place {
  readonly contractNumber: string;
  readonly orderedAt: When;
  readonly blocks: number;
  readonly listPricePerHour: Money;
  readonly discountPercent: number;
}

/** All rows of all files that can be read. */
export interface BookRows {
  readonly customers: CustomerRow[];
  readonly contracts: ContractRow[];
  readonly contacts: ContactRow[];
  readonly satellites: SatelliteRow[];
  readonly usage: UsageRow[];
  readonly notices: NoticeRow[];
  readonly changes: ChangeRow[];
  readonly suspensions: SuspensionRow[];
  readonly blocks: BlocksRow[];
  /** Folded numbers of customers and contracts whose rows have faults: what names them is not at fault, too. */
  readonly faulty: { readonly customers: Set<string>; readonly contracts: Set<string> };
}
