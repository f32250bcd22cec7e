import { ReportDimension } from '../domain/report-key';

/**
 * SQL for the value of each dimension over contracts `c` with their providers `pr`, plans `p` and customers `cu`, and, where
 * the report is of incidents, rows `i` of those that are alike. `region` is SQL for the region.
 */
export function valueOf(dimension: ReportDimension, region: string): string {
  switch (dimension) {
    case 'PROVIDER':
      return 'pr.code';
    case 'PLAN':
      return `pr.code || '/' || p.code`;
    case 'PLAN_VERSION':
      return `pr.code || '/' || p.code || '/' || p.version`;
    case 'CUSTOMER':
      return 'cu.number';
    case 'REGION':
      return region;
    case 'IMPACT':
      return 'i.impact';
    case 'CHANNEL':
      return 'i.channel';
    case 'MONTH':
      return `to_char(i.month, 'YYYY-MM')`;
  }
}

/** The values of a row as one array of texts. */
export function valuesOf(groupBy: readonly ReportDimension[], region: string): string {
  return `ARRAY[${groupBy.map((dimension) => valueOf(dimension, region)).join(', ')}]::text[]`;
}
