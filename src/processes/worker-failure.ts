/** Why a process could not start, for the person who started the program. */
export interface Failure {
  /** At most three lines, one for each fault of the environment: the cause and the next step. */
  readonly message: string;
  readonly exitCode: number;
}

/** A process that was to serve requests could not start; told in its own words. */
export class WorkerFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
