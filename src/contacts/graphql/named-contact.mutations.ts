import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { addNamedContact } from '../use-cases/add-named-contact';
import { removeNamedContact } from '../use-cases/remove-named-contact';
import { replaceNamedContact } from '../use-cases/replace-named-contact';
import { updateNamedContact } from '../use-cases/update-named-contact';
import {
  AddNamedContactInput,
  RemoveNamedContactInput,
  ReplaceNamedContactInput,
  UpdateNamedContactInput,
} from './named-contact.inputs';
import { NamedContactType } from './named-contact.type';

const AddNamedContactPayload = payloadType('addNamedContact', 'namedContact', () => NamedContactType);
const ReplaceNamedContactPayload = payloadType('replaceNamedContact', 'namedContact', () => NamedContactType);
const UpdateNamedContactPayload = payloadType('updateNamedContact', 'namedContact', () => NamedContactType);
const RemoveNamedContactPayload = payloadType('removeNamedContact', 'namedContact', () => NamedContactType);

@Resolver()
export class NamedContactMutations {
  @Mutation(() => AddNamedContactPayload, { description: 'Names one more contact of a contract.' })
  async addNamedContact(
    @Arg('input', { description: 'The contract and the person.' }) input: AddNamedContactInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contractId = fromGlobalId('Contract', input.contractId, 'input', 'contractId');
    return { namedContact: await addNamedContact(context, { contractId, contact: input.contact }) };
  }

  @Mutation(() => ReplaceNamedContactPayload, {
    description: 'Puts another person in the place of a contact.',
  })
  async replaceNamedContact(
    @Arg('input', { description: 'Who goes and who comes.' }) input: ReplaceNamedContactInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contactId = fromGlobalId('NamedContact', input.contactId, 'input', 'contactId');
    return { namedContact: await replaceNamedContact(context, { contactId, contact: input.contact }) };
  }

  @Mutation(() => UpdateNamedContactPayload, {
    description: 'Changes name or phone number of a contact: the same person, with the same id.',
  })
  async updateNamedContact(
    @Arg('input', { description: 'Who, and what is new.' }) input: UpdateNamedContactInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contactId = fromGlobalId('NamedContact', input.contactId, 'input', 'contactId');
    const { name = null, phone = null } = input;
    return { namedContact: await updateNamedContact(context, { contactId, name, phone }) };
  }

  @Mutation(() => RemoveNamedContactPayload, { description: 'Takes a contact away.' })
  async removeNamedContact(
    @Arg('input', { description: 'Who goes.' }) input: RemoveNamedContactInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const contactId = fromGlobalId('NamedContact', input.contactId, 'input', 'contactId');
    return { namedContact: await removeNamedContact(context, { contactId }) };
  }
}
