import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of attachments: in memory, and beside the data file when there is one. */
export class FileStore {
  private readonly bytes = new Map<string, Buffer>();
  private readonly folder: string | null;
  private writes: Promise<unknown> = Promise.resolve();

  constructor(dataFile: string | undefined) {
    this.folder = dataFile ? `${dataFile}.files` : null;
  }

  put(id: string, content: Buffer): void {
    if (!this.folder) {
      this.bytes.set(id, content);
      return;
    }
    // Held in memory until it rests on disk, so that a read right after the write finds it.
    this.bytes.set(id, content);
    const folder = this.folder;
    this.writes = this.writes
      .then(() => mkdir(folder, { recursive: true }))
      .then(() => writeFile(join(folder, id), content))
      .then(() => this.bytes.delete(id));
  }

  async get(id: string): Promise<Buffer | null> {
    const buffered = this.bytes.get(id);
    if (buffered) return buffered;
    if (!this.folder) return null;
    return readFile(join(this.folder, id)).catch(() => null);
  }

  remove(id: string): void {
    this.bytes.delete(id);
    if (this.folder) {
      const path = join(this.folder, id);
      this.writes = this.writes.then(() => rm(path, { force: true }));
    }
  }

  async clear(): Promise<void> {
    this.bytes.clear();
    await this.flush();
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }

  async flush(): Promise<void> {
    await this.writes;
  }
}
