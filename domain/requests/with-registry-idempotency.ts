import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { createFingerprint, type IdempotentRequest } from './idempotent-request.ts';

/** How long the second of two equal requests waits for the first one's result, ms. */
const WAIT_TIMEOUT_MS = 15_000;
const POLL_INTERVAL_MS = 100;

/**
 * As `withIdempotency`, for operations on a guild's storage: their requests are recorded in the
 * control database, because the guild's own may be unavailable. The id of a failed request can be
 * used again.
 * @param run its result must be serializable as JSON
 * @throws VektraError `conflict` if the id was used for another request, or its first use still
 * runs
 */
export async function withRegistryIdempotency<T>(
  { tenancy: { control }, now }: Pick<Deps, 'tenancy' | 'now'>,
  guildId: string,
  request: IdempotentRequest,
  run: () => Promise<T>,
): Promise<T> {
  const key = { guildId, id: request.id };
  const fingerprint = createFingerprint(request);
  const deadline = now() + WAIT_TIMEOUT_MS;
  for (;;) {
    const claim = await control.claimRequest({ ...key, fingerprint, now: now() });
    if (claim.state === 'new') break;
    if (claim.fingerprint !== fingerprint) throw new VektraError('conflict');
    if (claim.state === 'done') return JSON.parse(claim.answer) as T;
    if (now() > deadline) throw new VektraError('conflict');
    await wait(POLL_INTERVAL_MS);
  }
  try {
    const answer = await run();
    await control.finishRequest({ ...key, answer: JSON.stringify(answer ?? null) });
    return answer;
  } catch (error) {
    await control.releaseRequest(key).catch(() => {});
    throw error;
  }
}
