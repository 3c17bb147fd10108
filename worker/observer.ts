import type { SweepCounts } from '../tenancy/index.ts';

/** How a delivery attempt ended. */
export type DeliveryOutcome =
  | 'delivered'
  /** Discord or a preceding delivery was not ready; it is retried. */
  | 'postponed'
  /** It failed and is retried. */
  | 'failed'
  /** It was given up. */
  | 'dead'
  | 'unknown_kind';

/** Called with what a worker does; for metrics. */
export interface WorkerObserver {
  /** @param lagMs how long after it was due */
  onDelivery(outcome: DeliveryOutcome, lagMs: number): void;
  /** @param status HTTP status of a call to Discord; 0: no response */
  onDiscordResponse(status: number): void;
  /** A retention rule has run. */
  onRowsRemoved(rule: string, rows: number): void;
  /** A part of a region's bucket was swept. */
  onFilesSwept(region: string, counts: SweepCounts): void;
}

export const noObserver: WorkerObserver = {
  onDelivery() {},
  onDiscordResponse() {},
  onRowsRemoved() {},
  onFilesSwept() {},
};
