/** A consulting block that the plan includes, called up and not cancelled. */
export interface IncludedBlock {
  readonly contractYear: number;
  readonly startsAt: Date;
  readonly subject: string;
  /** Booked blocks can still be cancelled; delivered ones stay. */
  readonly isBooked: boolean;
}

/** What a contract holds and a smaller plan has to have room for. */
export interface HeldByContract {
  readonly contactNames: readonly string[];
  readonly satelliteNames: readonly string[];
  readonly includedBlocks: readonly IncludedBlock[];
}
