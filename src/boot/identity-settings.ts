import { z } from 'zod';
import { isIssuer } from '../access/domain/issuer-url';

const issuers = z
  .string()
  .transform((text) => text.split(',').map((issuer) => issuer.trim()))
  .refine(
    (all) => all.every(isIssuer) && new Set(all).size === all.length,
    'must be issuers such as https://login.example.com/realms/support, separated by commas, each once; http on this machine only',
  );

function claim(name: string) {
  return z.string().regex(/^\S+$/, 'must be the name of a claim').default(name);
}

/** From which identity providers people come, and which claims of their tokens say who they are. */
export const IDENTITY_SETTINGS = {
  OIDC_ISSUER: issuers.optional(),
  OIDC_AUDIENCE: z.string().min(1).optional(),
  /** By which the desk logs people in; a public client, since a page keeps no secret. */
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_ROLE_CLAIM: claim('ambit_role'),
  OIDC_CUSTOMER_CLAIM: claim('ambit_customer'),
  OIDC_PROVIDER_CLAIM: claim('ambit_provider'),
  OIDC_NAME_CLAIM: claim('name'),
};

/** Without an audience, a token that the issuer gave for any other service would let somebody in here. */
export const AUDIENCE_RULE: [
  (settings: { readonly OIDC_ISSUER?: unknown; readonly OIDC_AUDIENCE?: unknown }) => boolean,
  { readonly path: string[]; readonly message: string; readonly when: () => boolean },
] = [
  ({ OIDC_ISSUER, OIDC_AUDIENCE }) => (OIDC_ISSUER === undefined) === (OIDC_AUDIENCE === undefined),
  // Told beside the faults of other settings too.
  { path: ['OIDC_AUDIENCE'], message: 'goes with OIDC_ISSUER: set both, or none of them', when: () => true },
];

/** At which provider would the desk use it? */
export const CLIENT_RULE: [
  (settings: { readonly OIDC_ISSUER?: unknown; readonly OIDC_CLIENT_ID?: unknown }) => boolean,
  { readonly path: string[]; readonly message: string; readonly when: () => boolean },
] = [
  ({ OIDC_ISSUER, OIDC_CLIENT_ID }) => OIDC_CLIENT_ID === undefined || OIDC_ISSUER !== undefined,
  { path: ['OIDC_CLIENT_ID'], message: 'goes with OIDC_ISSUER: set that too, or neither', when: () => true },
];
