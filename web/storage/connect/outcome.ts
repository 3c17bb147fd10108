import type { Outcome } from '../../routing/outcome.ts';
import type { ConnectionTestView, RedactedInput } from '../connection-test-view.ts';

/** What the forms of the connect page get back. */
export interface ConnectResults {
  setup: never;
  /** `redactedInput` is what a form without script shows again, never a secret. */
  test: { test: ConnectionTestView; redactedInput: RedactedInput | null };
  connect: never;
}

export type ConnectOutcome = Outcome<ConnectResults>;

/** What the form of a setup link gets back. */
export interface SetupLinkResults {
  open: never;
}

export type SetupLinkOutcome = Outcome<SetupLinkResults>;
