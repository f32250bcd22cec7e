import { Role, ROLES } from './caller';

/** Who reads the addresses of contacts, and so finds something by them. */
export const READERS_OF_ADDRESSES: readonly Role[] = ROLES;
