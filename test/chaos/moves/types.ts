/** Writes under way at a time, per guild and writing process. */
export const LANES = 3;

export interface MovesChaosOptions {
  /** Decides the ways of moving; who is killed where does not rest on it. */
  seed: number;
  /** Acknowledged writes at least. */
  writes: number;
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
  /** Acknowledged and not there; each names what. */
  lost: string[];
  /** There, and not once. */
  doubled: string[];
  /** Taken in a place that was the guild's no more, or left there. */
  stale: string[];
  /** Processes that ended by themselves, moves that did not end well. */
  broken: string[];
  seconds: number;
}
