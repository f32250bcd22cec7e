import { randomUUID } from 'node:crypto';
import { RequestData } from '../../platform/request';
import { Database } from '../../platform/transactions/database';
import { UnitOfWork, unitOfWork } from '../../platform/transactions/unit-of-work';

/** What the acts on keys need of a request: commands have one too, and know no catalog. */
export interface KeyContext extends RequestData {
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
}

/** The context in which the program itself acts on keys, under the name that the audit log will show. */
export function programRequest(database: Database, name: string, mutation: string, now: Date): KeyContext {
  const request: RequestData = {
    caller: { keyId: '0', name, role: 'ADMIN', customerId: null, isPartner: false, providerId: null },
    clock: { now: () => now },
    requestId: randomUUID(),
    command: { mutation, input: {} },
    isReplayed: false,
  };
  return { ...request, write: (work) => unitOfWork(database, request, work) };
}
