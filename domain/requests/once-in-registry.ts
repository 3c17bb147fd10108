import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { VektraError } from '../errors/errors.ts';
import { fingerprintOf, type Request } from './request.ts';

/** How long the second of two equal requests waits for the first one's answer, and how often it asks. */
const WAIT_MS = 15_000;
const POLL_MS = 100;

/**
 * As `once`, for operations that change where a guild lives: their requests are kept in the control
 * database, for the guild's own may be the one that is away. An operation that was refused may be
 * asked for again with the same id.
 * @param act its answer must be something that JSON can say
 * @throws VektraError `conflict` when the id was used for something else, or its first use still runs
 */
export async function onceInRegistry<T>(
  { tenancy: { control }, now }: Pick<Deps, 'tenancy' | 'now'>,
  guildId: string,
  request: Request,
  act: () => Promise<T>,
): Promise<T> {
  const key = { guildId, id: request.id };
  const fingerprint = fingerprintOf(request);
  const giveUpAt = now() + WAIT_MS;
  for (;;) {
    const begun = await control.beginRequest({ ...key, fingerprint, now: now() });
    if (begun.state === 'new') break;
    if (begun.fingerprint !== fingerprint) throw new VektraError('conflict');
    if (begun.state === 'done') return JSON.parse(begun.answer) as T;
    if (now() > giveUpAt) throw new VektraError('conflict');
    await wait(POLL_MS);
  }
  try {
    const answer = await act();
    await control.finishRequest({ ...key, answer: JSON.stringify(answer ?? null) });
    return answer;
  } catch (error) {
    await control.dropRequest(key).catch(() => {});
    throw error;
  }
}
