import { GraphQLError } from 'graphql';
import { RequestStopped } from '../../platform/request-lifetime';
import { DEADLINE_CODE, DEADLINE_MESSAGE } from '../deadline';
import { RunDocument } from './run-document';

/** Runs a query within the lifetime of its request; when that is over, returns that error alone, at once. One that `isLate` may read from a replica. */
export function runQuery(run: RunDocument, isLate = false): RunDocument {
  return async (context, variables) => {
    if (isLate) await context.readLate();
    try {
      return await context.lifetime.within(() => run(context, variables));
    } catch (error) {
      if (!(error instanceof RequestStopped)) throw error;
      const late = new GraphQLError(DEADLINE_MESSAGE, { extensions: { code: DEADLINE_CODE } });
      return { data: null, errors: [late] };
    }
  };
}
