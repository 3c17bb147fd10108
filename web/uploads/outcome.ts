import type { Outcome } from '../routing/outcome.ts';

/** What the forms of the upload page get back. */
export interface UploadResults {
  send: { number: number };
}

export type UploadOutcome = Outcome<UploadResults>;
