/** How a try of a delivery ended. */
export type DeliveryOutcome =
  | 'delivered'
  /** Discord or something before it was not ready; it is tried again. */
  | 'postponed'
  /** It failed and is tried again. */
  | 'failed'
  /** It was given up. */
  | 'dead'
  | 'unknown_kind';

/** Told what a worker does; for metrics. */
export interface WorkerObserver {
  /** @param lagMs how long after it was due */
  onDelivery(outcome: DeliveryOutcome, lagMs: number): void;
  /** Discord answered a call. @param status of HTTP; 0: it did not answer */
  onDiscordResponse(status: number): void;
  /** A retention rule has run. */
  onRowsRemoved(rule: string, rows: number): void;
}

export const noObserver: WorkerObserver = {
  onDelivery() {},
  onDiscordResponse() {},
  onRowsRemoved() {},
};
