import { Environment } from '../../boot/environment';
import { Role } from '../../shared/domain/caller';

/** What the desk has to know before anybody has logged in. */
export interface DeskSettings {
  /** Where people log in; null where they come with keys alone. */
  readonly login: { readonly issuer: string; readonly clientId: string; readonly audience: string } | null;
  /** The keys of the demo, to log in with one press; null where none are to be shown. */
  readonly demoKeys: Readonly<Record<Role, string>> | null;
}

/** With several issuers the desk logs in at the first one. */
export function loginOf({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID }: Environment): DeskSettings['login'] {
  const issuer = OIDC_ISSUER?.[0];
  if (issuer === undefined || OIDC_AUDIENCE === undefined || OIDC_CLIENT_ID === undefined) return null;
  return { issuer, clientId: OIDC_CLIENT_ID, audience: OIDC_AUDIENCE };
}
