import type { Locker } from '@tus/server';

/**
 * The requests of this process that receive files. Another request for the same file ends the one
 * before: its connection may have died unnoticed. Across processes the later one has the upload, by
 * its row; see domain/uploads/open.ts.
 */
export class RunningUploads implements Locker {
  readonly #release = new Map<string, () => void>();

  newLock(id: string) {
    let release: () => void;
    return {
      lock: async (_signal: AbortSignal, requestRelease: () => void) => {
        this.#release.get(id)?.();
        release = requestRelease;
        this.#release.set(id, release);
      },
      unlock: async () => {
        if (this.#release.get(id) === release) this.#release.delete(id);
      },
    };
  }
}
