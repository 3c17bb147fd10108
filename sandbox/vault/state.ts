import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { State } from './types.ts';

/** A Vault in which nothing has been stored yet. Our KV mount wants check-and-set, as in production. */
function emptyState(): State {
  return {
    rootToken: `hvs.${randomBytes(24).toString('base64url')}`,
    clusterId: randomUUID(),
    policies: {},
    roles: {},
    tokens: {},
    kvConfig: { maxVersions: 0, casRequired: true },
    kv: {},
    transit: {},
  };
}

/** Reads the data file; a missing one is an empty Vault, a broken one stops the start. */
export function loadState(file: string | undefined): State {
  if (file === undefined) return emptyState();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  return { ...emptyState(), ...(JSON.parse(text) as Partial<State>) };
}

/** Writes beside and renames, so that a kill leaves the old file or the new one. */
export function saveState(file: string, state: State): void {
  const beside = `${file}.new`;
  writeFileSync(beside, JSON.stringify(state), { mode: 0o600 });
  renameSync(beside, file);
}
