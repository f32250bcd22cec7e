import { AuditFault } from '../platform/journal/verify-audit-log';

/** Tells what is wrong with the audit log, a line each; the program then ends with code 1. */
export function tellAuditFaults(faults: readonly AuditFault[]): void {
  if (faults.length === 0) process.stdout.write('ok  audit log\n');
  for (const { contractId, place, id, fault } of faults) {
    const chain = contractId === '0' ? 'of no contract' : `of contract ${contractId}`;
    process.stdout.write(
      `${fault}  audit log ${chain}, place ${place}${id === null ? '' : `, entry ${id}`}\n`,
    );
    process.exitCode = 1;
  }
}
