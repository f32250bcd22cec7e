import { Foundation1795300000000 } from './migrations/1795300000000-foundation';
import { Incidents1795300000001 } from './migrations/1795300000001-incidents';
import { IncidentLife1795300000010 } from './migrations/1795300000010-incident-life';
import { Consulting1795300000015 } from './migrations/1795300000015-consulting';
import { FeedReach1795300000016 } from './migrations/1795300000016-feed-reach';
import { ContractChanges1795300000020 } from './migrations/1795300000020-contract-changes';
import { Journal1795300000030 } from './migrations/1795300000030-journal';
import { ContractSchedule1795300000040 } from './migrations/1795300000040-contract-schedule';
import { SuspensionAndCancellation1795300000100 } from './migrations/1795300000100-suspension-and-cancellation';
import { DroppedPlanChanges1795300000101 } from './migrations/1795300000101-dropped-plan-changes';
import { WholeSeconds1795300000110 } from './migrations/1795300000110-whole-seconds';
import { ConsultingChanges1795300000120 } from './migrations/1795300000120-consulting-changes';
import { IncidentsAgain1795300000130 } from './migrations/1795300000130-incidents-again';
import { FoldedTexts1795300000140 } from './migrations/1795300000140-folded-texts';
import { KeysOfProviders1795300000150 } from './migrations/1795300000150-keys-of-providers';
import { LivesOfKeys1795300000151 } from './migrations/1795300000151-lives-of-keys';
import { People1795300000160 } from './migrations/1795300000160-people';
import { CustomersOfProviders1795300000165 } from './migrations/1795300000165-customers-of-providers';
import { ProgramRoles1795300000170 } from './migrations/1795300000170-program-roles';
import { ChildrenOfCustomers1795300000171 } from './migrations/1795300000171-children-of-customers';
import { RowLevelSecurity1795300000172 } from './migrations/1795300000172-row-level-security';
import { AuditChains1795300000173 } from './migrations/1795300000173-audit-chains';
import { SchemaGuard1795300000180 } from './migrations/1795300000180-schema-guard';
import { Events1795300000190 } from './migrations/1795300000190-events';
import { EventsByTime1795300000191 } from './migrations/1795300000191-events-by-time';
import { EventConsumers1795300000195 } from './migrations/1795300000195-event-consumers';
import { Webhooks1795300000196 } from './migrations/1795300000196-webhooks';
import { Mails1795300000198 } from './migrations/1795300000198-mails';
import { Lists1795300000200 } from './migrations/1795300000200-lists';
import { IncidentLists1795300000201 } from './migrations/1795300000201-incident-lists';
import { Refusals1795300000205 } from './migrations/1795300000205-refusals';
import { UsageOpenings1795300000206 } from './migrations/1795300000206-usage-openings';
import { IdCipher1795300000210 } from './migrations/1795300000210-id-cipher';
import { MailsOfAppointments1795300000226 } from './migrations/1795300000226-mails-of-appointments';
import { RestoredEndpoints1795300000227 } from './migrations/1795300000227-restored-endpoints';
import { Repairs1795300000225 } from './migrations/1795300000225-repairs';
import { BroughtInBlocks1795300000230 } from './migrations/1795300000230-brought-in-blocks';
import { SchemaGuardOfJobs1795300000231 } from './migrations/1795300000231-schema-guard-of-jobs';
import { RareEventsAndRefusals1795300000235 } from './migrations/1795300000235-rare-events-and-refusals';
import { ListsOfSeveralValues1795300000236 } from './migrations/1795300000236-lists-of-several-values';
import { PlansOfIncidents1795300000237 } from './migrations/1795300000237-plans-of-incidents';
import { OriginOfCatalogs1795300000238 } from './migrations/1795300000238-origin-of-catalogs';
import { DecisionsAsTheyAre1795300000239 } from './migrations/1795300000239-decisions-as-they-are';

/** Every migration, oldest first. A list, not a folder pattern: what runs is what was compiled. */
export const MIGRATIONS = [
  Foundation1795300000000,
  Incidents1795300000001,
  IncidentLife1795300000010,
  Consulting1795300000015,
  FeedReach1795300000016,
  ContractChanges1795300000020,
  Journal1795300000030,
  ContractSchedule1795300000040,
  SuspensionAndCancellation1795300000100,
  DroppedPlanChanges1795300000101,
  WholeSeconds1795300000110,
  ConsultingChanges1795300000120,
  IncidentsAgain1795300000130,
  FoldedTexts1795300000140,
  KeysOfProviders1795300000150,
  LivesOfKeys1795300000151,
  People1795300000160,
  CustomersOfProviders1795300000165,
  ProgramRoles1795300000170,
  ChildrenOfCustomers1795300000171,
  RowLevelSecurity1795300000172,
  AuditChains1795300000173,
  SchemaGuard1795300000180,
  Events1795300000190,
  EventsByTime1795300000191,
  EventConsumers1795300000195,
  Webhooks1795300000196,
  Mails1795300000198,
  Lists1795300000200,
  IncidentLists1795300000201,
  Refusals1795300000205,
  UsageOpenings1795300000206,
  IdCipher1795300000210,
  Repairs1795300000225,
  MailsOfAppointments1795300000226,
  RestoredEndpoints1795300000227,
  BroughtInBlocks1795300000230,
  SchemaGuardOfJobs1795300000231,
  RareEventsAndRefusals1795300000235,
  ListsOfSeveralValues1795300000236,
  PlansOfIncidents1795300000237,
  OriginOfCatalogs1795300000238,
  DecisionsAsTheyAre1795300000239,
];

/** The number of the last migration that this program knows. */
export const SCHEMA_NUMBER = Math.max(...MIGRATIONS.map(({ name }) => Number(/\d+$/.exec(name)![0])));
