import { DataSource } from 'typeorm';
import { types } from 'pg';
import { ApiKeySecretEntity } from '../access/persistence/api-key-secret.entity';
import { ApiKeyEntity } from '../access/persistence/api-key.entity';
import { PersonEntity } from '../access/persistence/person.entity';
import { PlanEntity, ProviderEntity } from '../catalog/persistence/catalog.entity';
import { NamedContactDetailsEntity } from '../contacts/persistence/named-contact-details.entity';
import { NamedContactEntity } from '../contacts/persistence/named-contact.entity';
import { ClosedExportEntity } from '../billing/persistence/closed-export.entity';
import { ClosedMonthEntity } from '../consulting/persistence/closed-month.entity';
import { ConsultingBlockEntity } from '../consulting/persistence/consulting-block.entity';
import { ConsultingFeedEntity } from '../consulting/persistence/consulting-feed.entity';
import { ConsultingEventEntity } from '../consulting/persistence/consulting-event.entity';
import { ConsultingOrderEntity } from '../consulting/persistence/consulting-order.entity';
import {
  ContractEntity,
  ContractYearEntity,
  UsageOpeningEntity,
} from '../contracts/persistence/contract.entity';
import { ContractNoticeEntity } from '../contracts/persistence/contract-notice.entity';
import { ContractPlanEntity } from '../contracts/persistence/contract-plan.entity';
import { ContractPlanChangeEntity } from '../contracts/persistence/contract-plan-change.entity';
import { ContractSuspensionEntity } from '../contracts/persistence/contract-suspension.entity';
import { ContractTimerEntity } from '../contracts/persistence/contract-timer.entity';
import { CustomerEntity } from '../customers/persistence/customer.entity';
import { CustomerRegionEntity } from '../customers/persistence/customer-region.entity';
import { EventConsumerEntity } from '../events/persistence/event-consumer.entity';
import { WebhookDeliveryEntity } from '../events/persistence/webhook-delivery.entity';
import { WebhookEndpointEntity } from '../events/persistence/webhook-endpoint.entity';
import { WebhookMessageEntity } from '../events/persistence/webhook-message.entity';
import { WebhookSecretEntity } from '../events/persistence/webhook-secret.entity';
import { MIGRATIONS, SCHEMA_NUMBER } from '../database/migrations';
import { ProgramRole } from '../database/program-roles';
import { MailEntity } from '../events/persistence/mail.entity';
import { IncidentEntity } from '../incidents/persistence/incident.entity';
import { IncidentEventEntity } from '../incidents/persistence/incident-event.entity';
import { SatelliteEntity } from '../satellites/persistence/satellite.entity';
import { AuditChainEntity } from '../platform/journal/audit-chain.entity';
import { AuditEntryEntity } from '../platform/journal/audit-entry.entity';
import { EventEntity } from '../platform/journal/event.entity';
import { DecisionRecordEntity } from '../platform/journal/decision-record.entity';
import { IdCipherEntity } from '../platform/id-cipher.entity';
import { IdempotencyKeyEntity } from '../platform/transactions/idempotency-key.entity';
import { parseInstant } from '../platform/parse-instant';
import { hostListOf } from '../platform/hosts/host-list';
import { Primaries } from '../platform/hosts/primaries';
import { clientOfPrimary } from '../platform/hosts/primary-client';
import { SurvivingClient } from '../platform/surviving-client';
import { SessionSettings } from '../platform/transactions/walled-database';
import { Environment } from './environment';

const ENTITIES = [
  ProviderEntity,
  PlanEntity,
  CustomerEntity,
  CustomerRegionEntity,
  ApiKeyEntity,
  PersonEntity,
  ApiKeySecretEntity,
  ContractEntity,
  ContractPlanEntity,
  ContractPlanChangeEntity,
  ContractYearEntity,
  UsageOpeningEntity,
  ContractTimerEntity,
  ContractNoticeEntity,
  ContractSuspensionEntity,
  NamedContactEntity,
  NamedContactDetailsEntity,
  SatelliteEntity,
  ConsultingOrderEntity,
  ConsultingBlockEntity,
  ConsultingEventEntity,
  ConsultingFeedEntity,
  IdCipherEntity,
  ClosedMonthEntity,
  ClosedExportEntity,
  IncidentEntity,
  IncidentEventEntity,
  AuditChainEntity,
  AuditEntryEntity,
  DecisionRecordEntity,
  EventEntity,
  MailEntity,
  EventConsumerEntity,
  WebhookEndpointEntity,
  WebhookSecretEntity,
  WebhookMessageEntity,
  WebhookDeliveryEntity,
  IdempotencyKeyEntity,
];

/** Without a lock timeout a lock is waited for as long as a statement may take. */
export type DatabaseSettings = Pick<Environment, 'DATABASE_POOL_SIZE' | 'DATABASE_STATEMENT_TIMEOUT_MS'> &
  Partial<Pick<Environment, 'LOCK_TIMEOUT_MS' | 'DATABASE_POOLER' | 'DATABASE_READ_URL'>> & {
    /** Of who migrates: no limit of this side ends a statement that has none of its own. */
    readonly isPatient?: boolean;
    /** Who finds the server that takes writes; needed by none whose address has one host and no wish. */
    readonly primaries?: Primaries;
  };

/** How much longer than PostgreSQL this side waits: only a connection on which nothing is heard comes so far. */
const PATIENCE_MS = 2_000;
const KEEP_ALIVE_AFTER_MS = 10_000;

// A calendar date is text to us: the driver would make it midnight of the machine's own zone.
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.TIMESTAMPTZ, parseInstant);
// Keys and amounts of 64 bits are text to the driver too, which looks at every digit first.
types.setTypeParser(types.builtins.INT8, (text) => text);

/** What every session of the program, or every transaction behind a pooler, has set. */
export function sessionSettings({
  DATABASE_STATEMENT_TIMEOUT_MS: timeout,
  LOCK_TIMEOUT_MS: lockTimeout = timeout,
}: DatabaseSettings): SessionSettings {
  return {
    TimeZone: 'UTC',
    'ambit.schema': SCHEMA_NUMBER,
    statement_timeout: timeout,
    lock_timeout: lockTimeout,
    idle_in_transaction_session_timeout: timeout,
  };
}

/**
 * The data source over one database. Every connection speaks UTC, and PostgreSQL gives up a statement that runs too
 * long, a lock that is not had, a transaction that its holder forgot; a connection on which nothing is heard is given up on this
 * side. With a role, it has the rights of that role alone. Of several hosts it is the one that takes writes.
 */
export function dataSourceFor(url: string, settings: DatabaseSettings, role?: ProgramRole): DataSource {
  const timeout = settings.DATABASE_STATEMENT_TIMEOUT_MS;
  const given = { ...sessionSettings(settings), ...(role === undefined ? {} : { role }) };
  const options = Object.entries(given).map(([name, value]) => `-c ${name}=${value}`);
  const { hosts, url: firstUrl, wantsPrimary } = hostListOf(url);
  const { primaries = new Primaries() } = settings;
  return new DataSource({
    type: 'postgres',
    url: firstUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    installExtensions: false,
    poolSize: settings.DATABASE_POOL_SIZE,
    connectTimeoutMS: 2_000,
    applicationName: 'ambit',
    extra: {
      // A pooler refuses them; what is sent over it sets them for each transaction.
      options: settings.DATABASE_POOLER === 'transaction' ? undefined : options.join(' '),
      pipeline: true,
      query_timeout: settings.isPatient === true ? undefined : timeout + PATIENCE_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
      Client: wantsPrimary ? clientOfPrimary(primaries.of(hosts)) : SurvivingClient,
    },
  });
}
