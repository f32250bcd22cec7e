import { Contract } from '../contract/contract-query';

/** What every act on a contract is given. `onDone` is told in words what was done. */
export interface ActProps {
  readonly contract: Contract;
  readonly onClose: () => void;
  readonly onDone: (what: string) => void;
}
