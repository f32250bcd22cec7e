import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, CombinedError, fetchExchange, mapExchange } from '@urql/core';
import { currentToken, logOut } from '../session/session';

/**
 * Types without an id are parts of what they stand in, and are kept with it. Everything else is kept once, by its id: a
 * mutation that returns an incident changes it wherever it is shown.
 */
const PARTS = [
  'AuditChange',
  'ChannelTerms',
  'ContractSnapshot',
  'ContractYear',
  'EntitlementDecision',
  'Holiday',
  'IncidentEvent',
  'Money',
  'Notice',
  'NoticeConsequence',
  'NoticePreview',
  'PlanChangePreview',
  'PlanTerms',
  'Product',
  'Quota',
  'Release',
  'ResponseTarget',
  'RuleOutcome',
  'ScheduledPlanChange',
  'ServiceWindow',
  'SignedMoney',
  'SupportAddress',
  'Suspension',
  'TimelineEvent',
  'Viewer',
];

/** A client of the API for one session; another session gets another one, and with it an empty cache. */
export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${currentToken() ?? ''}` } }),
    exchanges: [
      mapExchange({ onError: logOutIfRefused }),
      cacheExchange({ keys: Object.fromEntries(PARTS.map((name) => [name, () => null])) }),
      fetchExchange,
    ],
  });
}

function logOutIfRefused({ response }: CombinedError): void {
  if ((response as Response | undefined)?.status === 401) logOut();
}
