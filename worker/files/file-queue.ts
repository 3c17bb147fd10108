/** A file to process. */
interface QueuedFile {
  guildId: string;
  fileId: string;
}

/**
 * Files that this process works on or is about to, shared out by guild: one after the other, and a
 * guild with many waits no other out. What does not fit is refused; its outbox row tries again.
 */
export class FileQueue {
  readonly #work: (file: QueuedFile) => Promise<void>;
  readonly #limits: { maxRunning: number; maxWaitingPerGuild: number; maxGuilds: number };
  /** In the order of their turns: a guild that had one goes to the end. */
  readonly #waiting = new Map<string, string[]>();
  /** `guild file` of those that run. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #runningGuilds = new Set<string>();
  #isClosed = false;

  /** @param work processes a file; it must not reject */
  constructor(
    work: (file: QueuedFile) => Promise<void>,
    limits: { maxRunning: number; maxWaitingPerGuild: number; maxGuilds: number },
  ) {
    this.#work = work;
    this.#limits = limits;
  }

  /** Adds a file, unless it is there already or the queue is full. */
  add({ guildId, fileId }: QueuedFile): void {
    if (this.#isClosed || this.#running.has(`${guildId} ${fileId}`)) return;
    const files = this.#waiting.get(guildId) ?? [];
    const isFull =
      files.length >= this.#limits.maxWaitingPerGuild ||
      (files.length === 0 && this.#waiting.size >= this.#limits.maxGuilds);
    if (isFull || files.includes(fileId)) return;
    files.push(fileId);
    this.#waiting.set(guildId, files);
    this.#startNext();
  }

  /** Starts no more, and waits for those that run. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.clear();
    await Promise.all(this.#running.values());
  }

  #startNext(): void {
    while (!this.#isClosed && this.#running.size < this.#limits.maxRunning) {
      const next = this.#takeNext();
      if (!next) return;
      const key = `${next.guildId} ${next.fileId}`;
      const run = this.#work(next).finally(() => {
        this.#running.delete(key);
        this.#runningGuilds.delete(next.guildId);
        this.#startNext();
      });
      this.#running.set(key, run);
      this.#runningGuilds.add(next.guildId);
    }
  }

  /** The first guild in turn of which no file is being processed. */
  #takeNext(): QueuedFile | null {
    for (const [guildId, files] of this.#waiting) {
      if (this.#runningGuilds.has(guildId)) continue;
      const [fileId, ...rest] = files;
      this.#waiting.delete(guildId);
      if (rest.length > 0) this.#waiting.set(guildId, rest);
      if (fileId !== undefined) return { guildId, fileId };
    }
    return null;
  }
}
