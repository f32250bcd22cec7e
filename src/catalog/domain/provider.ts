import { LocalDate } from '../../shared/domain/local-date';
import { CatalogNote, ContractTerms, Region, RegionCalendar } from './plan';

export interface Release {
  readonly version: string;
  readonly releasedOn: LocalDate;
  /** Where the provider tells what is new; null where the catalog names no place. */
  readonly notesUrl: string | null;
  /** Whether version and date are made up, to be replaced by the provider's own. */
  readonly sample: boolean;
}

/** A product that support covers. */
export interface SupportedProduct {
  readonly code: string;
  readonly name: string;
  /** The lowest version that is supported; null: any, or as the version policy says. */
  readonly supportedFrom: string | null;
}

/** Where support is reached; null: the catalog names none. */
export interface SupportAddress {
  readonly url: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Something of the offering that people have to know and no rule reads, such as an obligation of the customer. */
export interface ProviderText {
  readonly code: string;
  readonly title: string;
  readonly text: string;
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
  readonly products: readonly SupportedProduct[];
  readonly releases: readonly ProductReleases[];
  readonly support: SupportAddress | null;
  readonly texts: readonly ProviderText[];
  /** At which line a request starts that comes from a customer of one of its partners (2 at OP5). */
  readonly partnerCustomersStartAtLine: number;
  readonly notes: readonly CatalogNote[];
}
