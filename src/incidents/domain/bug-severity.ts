/** How bad the bug behind an incident is. Fixes of a CRASH or a BLOCK are made on request. Domain section 3, Bugs. */
export const BUG_SEVERITIES = ['CRASH', 'BLOCK', 'OTHER'] as const;
export type BugSeverity = (typeof BUG_SEVERITIES)[number];
