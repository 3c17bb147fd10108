/** Writes under way at a time, per guild and writing process. */
export const CONCURRENT_WRITES = 3;

export interface MovesChaosOptions {
  /** Decides the ways of moving; who is killed where does not rest on it. */
  seed: number;
  /** Acknowledged writes at least. */
  writes: number;
  /** Writes a second, all guilds together; absent: what two cores bear beside the moves. */
  writesPerSecond?: number;
  /** How many guilds tour at a time; absent: 3. */
  guildCount?: number;
  /**
   * So many moves share the transitions at which movers are killed; absent: as many as there are
   * guilds, so that together they are killed at each transition between each two kinds of place.
   */
  killShare?: number;
  onEvent?: (line: string) => void;
  signal?: AbortSignal;
}

export interface MovesChaosReport {
  seed: number;
  moves: number;
  kills: number;
  acknowledged: number;
  /** The longest pause of a move, ms, as the move says; with the mover's deaths in it. */
  longestPauseMs: number;
  /** Tries to write with an epoch that had passed, in the place of that epoch. */
  staleTries: number;
  /** Deliveries of outbox rows, which travelled too. */
  delivered: number;
  /** Acknowledged and not there, or never delivered; each names what. */
  lost: string[];
  /** There, or delivered, and not once. */
  doubled: string[];
  /** Taken in a place that was the guild's no more, or left there. */
  stale: string[];
  /** Processes that ended by themselves, moves that did not end well. */
  broken: string[];
  seconds: number;
}
