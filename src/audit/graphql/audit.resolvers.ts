import { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { invalidInput, Refused } from '../../shared/domain/refusal';
import { listedConnectionOf, PageArgs } from '../../shared/graphql/connection.type';
import { parseGlobalId, toGlobalId } from '../../shared/domain/global-id';
import { checkMutation } from '../../shared/graphql/known-mutation';
import { fromGlobalId } from '../../shared/graphql/global-id';
import { DateTimeScalar } from '../../shared/graphql/scalars';
import { RequestContext } from '../../catalog/request-context';
import { AuditEntry, auditPage } from '../persistence/audit-log';
import { AuditChangeType, AuditEntryConnectionType, AuditEntryType } from './audit-entry.type';

/** Under which names commands and the service write by themselves. */
const WRITTEN_BY_PROGRAMS = ['closeUnanswered', 'housekeeping', 'importBook', 'repairCounters'];

@InputType('AuditFilter', { description: 'Which entries to list; every condition given must hold.' })
class AuditFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only entries about this thing, of whatever type.' })
  subjectId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only entries about this Contract and what belongs to it.',
  })
  contractId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what the person or API key of this name wrote.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what this mutation wrote.' })
  mutation?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what the request of this id wrote.' })
  requestId?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only what was written at this instant or later.',
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what was written before this instant.' })
  to?: Date | null;
}

@ArgsType()
class AuditLogArgs extends PageArgs {
  @Field(() => AuditFilterInput, {
    nullable: true,
    description: 'Which entries to list; all where left out.',
  })
  filter?: AuditFilterInput | null;
}

@Resolver(() => AuditEntryType)
export class AuditResolvers {
  @Query(() => AuditEntryConnectionType, {
    description: 'Everything that was ever written, in the order of time; it cannot be changed.',
  })
  async auditLog(
    @Args(() => AuditLogArgs) args: AuditLogArgs,
    @Ctx() context: RequestContext,
    @Info() { schema }: GraphQLResolveInfo,
  ) {
    checkMutation(args.filter?.mutation, schema, WRITTEN_BY_PROGRAMS);
    const { subjectId, contractId, ...filter } = args.filter ?? {};
    const contract = contractId == null ? null : fromGlobalId('Contract', contractId, 'filter', 'contractId');
    return listedConnectionOf(
      await auditPage(context, { ...filter, subject: subjectOf(subjectId), contractId: contract }, args),
    );
  }

  @FieldResolver(() => ID, { description: 'Id of the thing that was written, for `node`.' })
  subjectId(@Root() entry: AuditEntry): string {
    return toGlobalId(entry.subjectType, entry.subjectId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of the Contract that it belongs to; null for what belongs to none, such as a Customer.',
  })
  contractId(@Root() { contractId }: AuditEntry): string | null {
    return contractId === null ? null : toGlobalId('Contract', contractId);
  }

  @FieldResolver(() => [AuditChangeType], {
    description: 'The fields that changed; of a new thing all of them.',
  })
  changes(@Root() { before, after }: AuditEntry): AuditChangeType[] {
    return Object.entries(after).map(([field, value]) => ({
      field,
      before: before && JSON.stringify(before[field]),
      after: JSON.stringify(value),
    }));
  }
}

function subjectOf(id: string | null | undefined): { type: string; id: string } | null {
  if (id == null) return null;
  const parsed = parseGlobalId(id);
  if (parsed) return parsed;
  throw new Refused([
    invalidInput('filter.subjectId must be an id that this API has given out.', ['filter', 'subjectId']),
  ]);
}
