import { LocalDate } from '../../shared/domain/local-date';
import { CatalogNote, ContractTerms, Region, RegionCalendar } from './plan';

export interface Release {
  readonly version: string;
  readonly releasedOn: LocalDate;
}

/** A product whose support follows the version policy of Domain section 3. */
export interface ProductReleases {
  readonly product: string;
  readonly releases: readonly Release[];
}

/** The company that sells support, as its catalog file describes it today. */
export interface Provider {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** IANA zone of all contract dates. Never changes once contracts may exist. */
  readonly timeZone: string;
  /** First part of every incident reference, such as `ITN`. */
  readonly referencePrefix: string;
  readonly terms: ContractTerms;
  readonly calendars: Readonly<Record<Region, RegionCalendar>>;
  readonly releases: readonly ProductReleases[];
  /** At which line a request starts that comes from a customer of one of its partners (2 at OP5). */
  readonly partnerCustomersStartAtLine: number;
  readonly notes: readonly CatalogNote[];
}
