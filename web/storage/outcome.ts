import type { Outcome } from '../routing/outcome.ts';
import type { ConnectionTestView } from './connection-test-view.ts';

/** What the forms of the storage page get back. */
export interface StorageResults {
  retest: { test: ConnectionTestView };
  setup: never;
  move: never;
  abort: object;
  parking: object;
}

export type StorageOutcome = Outcome<StorageResults>;
