import { useIdKey } from '../../../src/shared/domain/hidden-number';
import { TEST_ID_KEY } from '../id-key';

useIdKey(TEST_ID_KEY);
