import { createHash } from 'node:crypto';

/** A request that has one effect, however often it is sent. */
export interface IdempotentRequest {
  /** An interaction's id, or one that was minted into a form. */
  id: string;
  /** The operation, e.g. `review.decide`. */
  operation: string;
  /** The caller's user id. */
  actorId: string;
  /** The parsed input, without the request's id. */
  input: unknown;
}

/**
 * Equal for the same operation, caller and input; 43 characters. Stored: a release that changed it
 * would refuse requests that the version before began.
 */
export const createFingerprint = ({
  operation,
  actorId,
  input,
}: Omit<IdempotentRequest, 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([operation, actorId, input]))
    .digest('base64url');
