import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ProviderType } from '../../catalog/graphql/provider.type';
import { RequestContext } from '../../catalog/request-context';
import { providerIdOf } from '../../catalog/use-cases/known-provider';
import { CustomerType } from '../../customers/graphql/customer.type';
import { Customer, customersById } from '../../customers/persistence/customers';
import { connectionOf } from '../../shared/graphql/connection.type';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { payloadType } from '../../shared/graphql/payload.type';
import { ApiKey, apiKeysPage } from '../persistence/api-keys';
import { issueApiKey } from '../use-cases/create-api-key';
import { revokeApiKey } from '../use-cases/revoke-api-key';
import { rollApiKey } from '../use-cases/roll-api-key';
import { ApiKeysArgs, CreateApiKeyInput, RevokeApiKeyInput, RollApiKeyInput } from './api-key.inputs';
import { ApiKeyConnectionType, ApiKeyType, secretPayloadType } from './api-key.type';

const CreateApiKeyPayload = secretPayloadType('createApiKey');
const RollApiKeyPayload = secretPayloadType('rollApiKey');
const RevokeApiKeyPayload = payloadType('revokeApiKey', 'apiKey', () => ApiKeyType);

@Resolver(() => ApiKeyType)
export class ApiKeyResolvers {
  @Query(() => ApiKeyConnectionType, {
    nullable: true,
    description:
      'API keys in the order in which they were made, revoked and expired ones too. A key that is bound to a provider sees those of its provider.',
  })
  async apiKeys(@Args(() => ApiKeysArgs) args: ApiKeysArgs, @Ctx() context: RequestContext) {
    const { customerId, ...filter } = args.filter ?? {};
    const customer = customerId == null ? null : fromGlobalId('Customer', customerId, 'filter', 'customerId');
    return connectionOf(await apiKeysPage(context, { ...filter, customerId: customer }, args));
  }

  @FieldResolver(() => CustomerType, {
    nullable: true,
    description: 'The customer that it acts for; null for staff keys.',
  })
  customer(@Root() key: ApiKey, @Ctx() context: RequestContext): Promise<Customer | null> | null {
    return key.customerId === null ? null : context.load(customersById, key.customerId);
  }

  @FieldResolver(() => ProviderType, {
    nullable: true,
    description: 'The provider that a staff key is bound to; null where it sees all.',
  })
  provider(@Root() key: ApiKey, @Ctx() { catalog }: RequestContext): Promise<object> | null {
    return key.providerId === null ? null : catalog.provider(key.providerId);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes an API key.' })
  async createApiKey(
    @Arg('input', { description: 'The new key.' }) input: CreateApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const { name, role, customerId, providerCode, expiresAt } = input;
    return issueApiKey(context, {
      name,
      role,
      customerId: customerId == null ? null : fromGlobalId('Customer', customerId, 'input', 'customerId'),
      providerId: providerCode == null ? null : await providerIdOf(context.catalog, providerCode),
      expiresAt: expiresAt ?? null,
    });
  }

  @Mutation(() => RollApiKeyPayload, {
    description: 'Gives an API key a new secret, and lets the old one go on for a while.',
  })
  async rollApiKey(
    @Arg('input', { description: 'Which key, and for how long the old secret goes on.' })
    input: RollApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const apiKeyId = fromGlobalId('ApiKey', input.apiKeyId, 'input', 'apiKeyId');
    return rollApiKey(context, { apiKeyId, overlapHours: input.overlapHours ?? 24 });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends an API key, your own too: it is refused everywhere within a second.',
  })
  async revokeApiKey(
    @Arg('input', { description: 'Which key.' }) input: RevokeApiKeyInput,
    @Ctx() context: RequestContext,
  ): Promise<object> {
    const apiKeyId = fromGlobalId('ApiKey', input.apiKeyId, 'input', 'apiKeyId');
    return { apiKey: await revokeApiKey(context, apiKeyId) };
  }
}
