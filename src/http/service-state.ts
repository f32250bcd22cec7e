/** Why this process should get no requests at the moment, although it may still answer them. */
export class ServiceState {
  /** It was told to stop; those who send requests get time to notice. */
  isStopping = false;
  /** A newer program has migrated the database. */
  isOutdated = false;

  /** What GET /readyz says; null where nothing speaks against requests. */
  get notReadyBecause(): string | null {
    if (this.isStopping) return 'the process is stopping';
    if (this.isOutdated) return 'the database is newer than this program';
    return null;
  }
}
