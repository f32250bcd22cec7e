import { registerEnumType } from 'type-graphql';
import { Role } from '../../shared/domain/caller';

export const RoleEnum: Record<Role, Role> = {
  ADMIN: 'ADMIN',
  SUPPORT: 'SUPPORT',
  SALES: 'SALES',
  BILLING: 'BILLING',
  CUSTOMER: 'CUSTOMER',
};

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a caller may do.',
  valuesConfig: {
    ADMIN: { description: 'Everything, keys and the audit log included.' },
    SUPPORT: { description: 'Reads all; keeps contacts, satellites, incidents and appointments.' },
    SALES: { description: 'Reads all; sells and changes contracts.' },
    BILLING: { description: 'Reads all, and consulting usage.' },
    CUSTOMER: { description: 'Reads and uses what is its own.' },
  },
});
