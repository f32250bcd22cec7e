import { Plan, Region } from '../../catalog/domain/plan';
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
  readonly nextPlanId: string | null;
  readonly orderReceivedAt: Date;
  readonly activatesOn: LocalDate;
  readonly termMonths: number;
  readonly timeZone: string;
  readonly noticeEndsOn: LocalDate | null;
  readonly cancelledAt: Date | null;
  readonly incidentsUsed: number;
  readonly includedBlocksUsed: number;
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

/** What the database says of all that the files name. */
export interface BookFacts {
  /** By folded numbers; contracts likewise. */
  readonly customers: ReadonlyMap<string, KnownCustomer>;
  readonly contracts: ReadonlyMap<string, KnownContract>;
  /** By ids of contracts; satellites likewise. */
  readonly contacts: ReadonlyMap<string, readonly KnownContact[]>;
  readonly satellites: ReadonlyMap<string, readonly KnownSatellite[]>;
  readonly providers: readonly { readonly id: string; readonly code: string }[];
  /** All versions, sold today or not. */
  readonly plans: readonly Plan[];
  readonly now: Date;
}
