import { createHash } from 'node:crypto';

/** A request to do something once. */
export interface IdempotentRequest {
  /** An interaction's id, or one that was minted into a form. */
  id: string;
  /** The operation, e.g. `review.decide`. */
  operation: string;
  /** Who asks. */
  actorId: string;
  /** What it was asked with, parsed; without the request's id. */
  input: unknown;
}

/** The same for the same operation, person and input; 43 characters. */
export const createFingerprint = ({
  operation,
  actorId,
  input,
}: Omit<IdempotentRequest, 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([operation, actorId, input]))
    .digest('base64url');
