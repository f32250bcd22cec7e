import { Field, ObjectType } from 'type-graphql';
import { Caller, Role } from '../../shared/domain/caller';
import { RoleEnum } from './role.enum';

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
