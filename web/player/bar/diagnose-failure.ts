import type { PlayFailure } from '../player-state.ts';

/**
 * Why a file does not play: a sound element does not tell what the server answered. One byte is
 * asked for.
 * @throws when `signal` is aborted
 */
export async function diagnoseFailure(src: string, signal: AbortSignal): Promise<PlayFailure> {
  try {
    const response = await fetch(src, { headers: { range: 'bytes=0-0' }, signal });
    await response.body?.cancel();
    if (response.ok) return 'unsupported';
    return response.status === 429 || response.status >= 500 ? 'unavailable' : 'gone';
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError) return 'offline';
    throw error;
  }
}
