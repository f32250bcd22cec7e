import { Decision, failed, failedRule, passed, RuleOutcome } from '../../shared/domain/decision';
import { invalidInput } from '../../shared/domain/refusal';
import { EVENT_TYPES } from './event-types';

export type DisabledReason = 'BY_HAND' | 'GONE' | 'FAILING' | 'RESTORED';

/** Stands for every type, those that are yet to come too. */
export const EVERY_TYPE = '*';

/** Of one provider, or of all: each endpoint may have several requests under way. */
export const MOST_ENDPOINTS = 100;
const LONGEST_URL = 2_000;
/** For how many hours the old secret may go on after a rotation. */
const LONGEST_OVERLAP_HOURS = 72;
/** How many events may be delivered again by one call. */
export const MOST_REDELIVERED = 10_000;

/** What of an endpoint its owner chooses. */
export interface WantedEndpoint {
  readonly url: string;
  readonly types: readonly string[];
}

export interface NewEndpoint extends WantedEndpoint {
  /** Whose contracts it hears of; null: of all. */
  readonly providerId: string | null;
}

/** What stands around a new endpoint. */
export interface EndpointFacts {
  /** Endpoints that there are of the same provider. */
  readonly count: number;
  /** The provider that the maker is bound to; null: none. */
  readonly makersProviderId: string | null;
  /** Whether endpoints inside the own network, and without TLS, are allowed. */
  readonly allowsPrivate: boolean;
  /** Tells addresses of the own network. */
  readonly isPrivateHost: (host: string) => boolean;
}

type AddressFacts = Pick<EndpointFacts, 'allowsPrivate' | 'isPrivateHost'>;

/**
 * May there be this endpoint? Its URL is one to which a request can be sent, outside the own network; its types are known; it hears of
 * no more than its maker sees; and there are fewer than 100 of its provider.
 */
export function decideCreateEndpoint(wanted: NewEndpoint, facts: EndpointFacts): Decision {
  return [
    decideUrl(wanted.url, facts),
    decideTypes(wanted.types),
    facts.makersProviderId === null || facts.makersProviderId === wanted.providerId
      ? passed('NOT_FOUND', 'It hears of no more than its maker sees.')
      : failedRule('NOT_FOUND', 'There is no such provider.', ['input', 'providerCode']),
    facts.count < MOST_ENDPOINTS
      ? passed('INVALID_STATE', `There are ${facts.count} endpoints.`)
      : failedRule(
          'INVALID_STATE',
          `There are ${MOST_ENDPOINTS} endpoints, which is the most; delete one first.`,
        ),
  ];
}

export interface EndpointChanges extends Partial<WantedEndpoint> {
  readonly enabled?: boolean;
}

/** May the endpoint be changed so? At least one thing is given, and what is given is what a new endpoint may have. */
export function decideUpdateEndpoint(
  { url, types, enabled }: EndpointChanges,
  facts: AddressFacts,
): Decision {
  const isEmpty = url === undefined && types === undefined && enabled === undefined;
  return [
    isEmpty
      ? failed(invalidInput('Give at least one of url, types and enabled.', ['input']))
      : passed('INVALID_INPUT', 'Something is to be changed.'),
    ...(url === undefined ? [] : [decideUrl(url, facts)]),
    ...(types === undefined ? [] : [decideTypes(types)]),
  ];
}

/** May the endpoint get a new secret? The overlap has 0 to 72 hours. */
export function decideRotateSecret(overlapHours: number): Decision {
  if (0 <= overlapHours && overlapHours <= LONGEST_OVERLAP_HOURS)
    return [passed('INVALID_INPUT', `The old secret goes on for ${overlapHours} hours.`)];
  return [wrong(`overlapHours must be from 0 to ${LONGEST_OVERLAP_HOURS}.`, 'overlapHours')];
}

/** May events be sent to it? It is enabled. */
export function decideSendTo({ enabled }: { readonly enabled: boolean }): RuleOutcome {
  if (enabled) return passed('INVALID_STATE', 'The endpoint is enabled.');
  const message =
    'The endpoint is disabled, so nothing is sent to it; enable it first (updateWebhookEndpoint).';
  return failedRule('INVALID_STATE', message, ['input', 'endpointId']);
}

/** Which events an endpoint is to get again: those since an instant, or some by their ids. */
export interface Redelivery {
  readonly from: Date | null;
  readonly eventIds: readonly string[] | null;
}

/** May these events be delivered again? They are named in one way, and there is at least one id. */
export function decideRedeliver(
  endpoint: { readonly enabled: boolean },
  { from, eventIds }: Redelivery,
  now: Date,
): Decision {
  const isOneOfBoth = (from === null) !== (eventIds === null);
  return [
    decideSendTo(endpoint),
    isOneOfBoth
      ? passed('INVALID_INPUT', 'The events are named in one way.')
      : wrong('Give either from or eventIds.', 'from'),
    from === null || from <= now
      ? passed('INVALID_INPUT', 'Nothing is asked for that is yet to come.')
      : wrong(`from must not lie after ${now.toISOString()}, the server’s time.`, 'from'),
    eventIds === null || (0 < eventIds.length && eventIds.length <= MOST_REDELIVERED)
      ? passed('INVALID_INPUT', 'The events are named.')
      : wrong(`eventIds must hold from 1 to ${MOST_REDELIVERED} ids.`, 'eventIds'),
  ];
}

/** May so many events be delivered again at once? No more than 10,000. */
export function decideRedelivered(count: number): RuleOutcome {
  return count <= MOST_REDELIVERED
    ? passed('INVALID_INPUT', `${count} events are delivered again.`)
    : wrong(`from must be later: more than ${MOST_REDELIVERED} events have come since.`, 'from');
}

function decideUrl(text: string, { allowsPrivate, isPrivateHost }: AddressFacts): RuleOutcome {
  const fault = faultOfUrl(text, allowsPrivate, isPrivateHost);
  return fault === null ? passed('INVALID_INPUT', 'The URL can be sent to.') : wrong(fault, 'url');
}

/** The URL itself is not repeated: it may hold a secret. */
function faultOfUrl(
  text: string,
  allowsPrivate: boolean,
  isPrivateHost: (host: string) => boolean,
): string | null {
  if (text.length > LONGEST_URL) return `url must not be longer than ${LONGEST_URL} characters.`;
  if (!URL.canParse(text) || /\s/.test(text)) return 'url must be a URL such as https://example.com/ambit.';
  const { protocol, username, password, hash, hostname } = new URL(text);
  if (protocol !== 'https:' && !(protocol === 'http:' && allowsPrivate))
    return 'url must begin with https://.';
  if (username !== '' || password !== '')
    return 'url must not hold a user or password: the receiver knows us by the signature.';
  if (hash !== '') return 'url must not hold a part after #, which is never sent.';
  if (!allowsPrivate && isPrivateHost(hostname))
    return 'url must lead outside the own network; WEBHOOK_ALLOW_PRIVATE of the server allows others.';
  return null;
}

function decideTypes(types: readonly string[]): RuleOutcome {
  if (types.length === 0) return wrong('types must hold at least one type, or * for all.', 'types');
  if (types.includes(EVERY_TYPE))
    return types.length === 1
      ? passed('INVALID_INPUT', 'It hears of every type.')
      : wrong('types must hold either * alone or names of types.', 'types');
  const unknown = types.findIndex((type) => !EVENT_TYPES.has(type));
  if (unknown < 0) return passed('INVALID_INPUT', `It hears of ${types.length} types.`);
  const message = `types must hold types of events, or * alone; there are ${[...EVENT_TYPES.keys()].join(', ')}.`;
  return wrong(message, 'types', String(unknown));
}

function wrong(message: string, ...path: readonly string[]): RuleOutcome {
  return failed(invalidInput(message, ['input', ...path]));
}
