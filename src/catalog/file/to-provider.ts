import { LocalDate } from '../../shared/domain/local-date';
import { CatalogNote, RegionCalendar } from '../domain/plan';
import { ProductReleases, Provider, SupportAddress, SupportedProduct } from '../domain/provider';
import { CatalogFileEntries, ProductEntry, ProviderEntry } from './catalog-file.schema';
import { notesOf } from './notes-of';

type CalendarEntry = ProviderEntry['calendars']['EUROPE'];

/** The provider that a well-formed file describes, with its notes in the order of the file's format. */
export function providerOf({ provider, products }: CatalogFileEntries): Omit<Provider, 'id'> {
  const { terms, calendars, support, texts = [], notes, ...own } = provider;
  const { notes: termNotes, ...figures } = terms;
  return {
    ...own,
    terms: figures,
    calendars: { EUROPE: calendarOf(calendars.EUROPE), AMERICAS: calendarOf(calendars.AMERICAS) },
    products: products.map(productOf),
    releases: products.flatMap(releasesOf),
    support: supportOf(support),
    texts,
    notes: [
      ...notesOf(notes),
      ...notesOf(termNotes, 'terms.'),
      ...notesOf(calendars.EUROPE.notes, 'calendars.EUROPE.'),
      ...notesOf(calendars.AMERICAS.notes, 'calendars.AMERICAS.'),
      ...notesOf(support?.notes, 'support.'),
      ...products.flatMap(productNotes),
    ],
  };
}

function calendarOf({ timeZone, holidays }: CalendarEntry): RegionCalendar {
  if (holidays === 'none') return { timeZone, holidays: null };
  return { timeZone, holidays: { country: holidays.country, state: holidays.state ?? null } };
}

function productOf({ code, name, minimumVersion }: ProductEntry): SupportedProduct {
  return { code, name, supportedFrom: minimumVersion ?? null };
}

function supportOf(support: ProviderEntry['support']): SupportAddress | null {
  if (support === undefined) return null;
  return { url: support.url ?? null, email: support.email ?? null, phone: support.phone ?? null };
}

/** A product without releases does not follow the version policy. */
function releasesOf({ code, releases, sampleReleases }: ProductEntry): readonly ProductReleases[] {
  if (releases === undefined) return [];
  const dated = releases.map(({ version, releasedOn, notesUrl }) => ({
    version,
    releasedOn: releasedOn as LocalDate,
    notesUrl: notesUrl ?? null,
    sample: sampleReleases ?? false,
  }));
  return [{ product: code, releases: dated }];
}

function productNotes({ code, notes }: ProductEntry): readonly CatalogNote[] {
  return notesOf(notes, `products.${code}.`);
}
