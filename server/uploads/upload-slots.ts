import { HttpError } from '../http/errors.ts';

/** Uploads that are received at a time. Each holds three parts, 15 MB, at most. */
const MAX_RUNNING = { process: 32, guild: 8, person: 3 };
const RETRY_AFTER_SECONDS = 5;

/** Shares out the uploads that this process receives: no label or person takes them all. */
export class UploadSlots {
  readonly #running = new Map<string, number>();

  /**
   * @returns gives the slot back
   * @throws HttpError `busy`
   */
  take(guildId: string, userId: string): () => void {
    const keys: [string, number][] = [
      ['', MAX_RUNNING.process],
      [guildId, MAX_RUNNING.guild],
      [`user ${userId}`, MAX_RUNNING.person],
    ];
    if (keys.some(([key, max]) => this.#count(key) >= max))
      throw new HttpError(503, 'busy', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    for (const [key] of keys) this.#running.set(key, this.#count(key) + 1);
    return () => {
      for (const [key] of keys) {
        const count = this.#count(key) - 1;
        if (count > 0) this.#running.set(key, count);
        else this.#running.delete(key);
      }
    };
  }

  #count(key: string): number {
    return this.#running.get(key) ?? 0;
  }
}
