import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { RequestContext } from '../../catalog/request-context';
import { IncidentFilterInput } from '../../incidents/graphql/incident-list.inputs';
import { readIncidentFilter } from '../../incidents/graphql/read-incident-filter';
import { LocalDate } from '../../shared/domain/local-date';
import { LocalDateScalar } from '../../shared/graphql/scalars';
import { ReportDimension } from '../domain/report-key';
import { quotaReport, QuotaReportRow } from '../use-cases/quota-report';
import { responseReport, ResponseReportRow } from '../use-cases/response-report';
import { QuotaReportRowType, ReportDimensionEnum, ResponseReportRowType } from './report.types';

@Resolver()
export class ReportResolvers {
  @Query(() => [ResponseReportRowType], {
    nullable: true,
    description:
      'How incidents received in a period were responded to: a row for each combination of the dimensions that has any, at most 1,000. Without a dimension one row for all.',
  })
  async responseReport(
    @Arg('from', () => LocalDateScalar, { description: 'First day of receipt, in the provider’s time zone.' })
    from: LocalDate,
    @Arg('to', () => LocalDateScalar, {
      description: 'The first day that no longer belongs to the period; at most 5 years after the first one.',
    })
    to: LocalDate,
    @Arg('groupBy', () => [ReportDimensionEnum], { description: 'By what the rows are told apart.' })
    groupBy: ReportDimension[],
    @Arg('filter', () => IncidentFilterInput, {
      nullable: true,
      description: 'Only of these incidents; of all where left out.',
    })
    filter: IncidentFilterInput | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly ResponseReportRow[]> {
    const filtered = await readIncidentFilter(context, filter ?? {});
    return responseReport(context, { from, to, groupBy, filtered });
  }

  @Query(() => [QuotaReportRowType], {
    nullable: true,
    description:
      'What active contracts have used of their running contract years: a row for each combination of PROVIDER, PLAN, PLAN_VERSION, CUSTOMER and REGION, at most 1,000. Without a dimension one row for all.',
  })
  quotaReport(
    @Arg('providerCode', () => String, {
      nullable: true,
      description: 'Only of contracts with this provider: "it-novum".',
    })
    providerCode: string | null,
    @Arg('groupBy', () => [ReportDimensionEnum], { description: 'By what the rows are told apart.' })
    groupBy: ReportDimension[],
    @Ctx() context: RequestContext,
  ): Promise<readonly QuotaReportRow[]> {
    return quotaReport(context, providerCode, groupBy);
  }
}
