import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiscordState } from './discord-state.ts';

const PERSISTED_KEYS = [
  'users',
  'applications',
  'guilds',
  'channels',
  'commands',
  'entitlements',
  'accessTokens',
  'webhooks',
  'invites',
] as const satisfies (keyof DiscordState)[];

const DEBOUNCE_MS = 400;
/** Saving may take at most about a tenth of the time, however large the state grows. */
const SAVE_INTERVAL_FACTOR = 10;

/** Keeps the world in one JSON file, replaced by rename so that a crash never leaves half of it. */
export class Persistence {
  private timer: NodeJS.Timeout | null = null;
  private pendingWrite: Promise<void> = Promise.resolve();
  private lastSaveMs = 0;
  private readonly dataFile: string | undefined;
  private readonly state: DiscordState;
  private readonly position: () => string;

  constructor(dataFile: string | undefined, state: DiscordState, position: () => string) {
    this.dataFile = dataFile;
    this.state = state;
    this.position = position;
  }

  schedule = (): void => {
    if (!this.dataFile || this.timer) return;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.save().catch((error) => console.error('The local Discord could not save:', error));
      },
      Math.max(DEBOUNCE_MS, this.lastSaveMs * SAVE_INTERVAL_FACTOR),
    );
    this.timer.unref();
  };

  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.save();
  }

  private async save(): Promise<void> {
    const path = this.dataFile;
    if (!path) return;
    const startedAt = performance.now();
    const text = encode({
      position: this.position(),
      ...Object.fromEntries(PERSISTED_KEYS.map((key) => [key, this.state[key]])),
    });
    this.lastSaveMs = performance.now() - startedAt;
    this.pendingWrite = this.pendingWrite.then(async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    });
    await this.pendingWrite;
  }
}

/**
 * Fills the world from the file; returns the id to continue behind, or null when there is no file.
 */
export async function loadState(path: string, state: DiscordState): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const data = decode(text) as Record<string, unknown>;
  for (const key of PERSISTED_KEYS) Object.assign(state, { [key]: data[key] ?? new Map() });
  state.rebuildIndices();
  return data['position'] as string;
}

function encode(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Map) return { $map: [...item] };
    if (item instanceof Set) return { $set: [...item] };
    return item;
  });
}

function decode(text: string): unknown {
  return JSON.parse(text, (_key, item) => {
    if (item && typeof item === 'object') {
      if (Array.isArray(item.$map)) return new Map(item.$map);
      if (Array.isArray(item.$set)) return new Set(item.$set);
    }
    return item;
  });
}
