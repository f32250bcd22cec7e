import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Caller, Role } from '../../shared/domain/caller';

const RoleEnum: Record<Role, Role> = {
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
    ADMIN: { description: 'Everything; the audit log too.' },
    SUPPORT: { description: 'Reads all; keeps contacts, satellites, incidents and appointments.' },
    SALES: { description: 'Reads all; sells and changes contracts.' },
    BILLING: { description: 'Reads all; consulting usage too.' },
    CUSTOMER: { description: 'Reads and uses what is its own, as if nothing else existed.' },
  },
});

@ObjectType('Viewer', {
  simpleResolvers: true,
  description: 'Who asks: what a page needs to know before anything else.',
})
export class ViewerType implements Pick<Caller, 'name' | 'role'> {
  @Field(() => String, { description: 'Name of the person, or of the API key, to be shown.' })
  name!: string;

  @Field(() => RoleEnum, { description: 'What the caller may do.' })
  role!: Role;
}
