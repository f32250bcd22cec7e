import { registerEnumType } from 'type-graphql';
import { ContractStatus } from '../domain/contract-state';

export const ContractStatusEnum: Record<ContractStatus, ContractStatus> = {
  ORDERED: 'ORDERED',
  ACTIVE: 'ACTIVE',
  NOTICE_GIVEN: 'NOTICE_GIVEN',
  ENDED: 'ENDED',
};

registerEnumType(ContractStatusEnum, {
  name: 'ContractStatus',
  description: 'Where a contract stands; derived from its dates.',
  valuesConfig: {
    ORDERED: { description: 'Sold, and not active yet.' },
    ACTIVE: { description: 'Running, and renewing by itself.' },
    NOTICE_GIVEN: { description: 'Running until its end, which a notice brought about.' },
    ENDED: { description: 'Over: nothing more is granted under it.' },
  },
});
