import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { VaultState } from './types.ts';

/**
 * A Vault in which nothing has been stored yet. Our KV mount wants check-and-set, as in production.
 */
function createEmptyState(): VaultState {
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
export function loadState(file: string | undefined): VaultState {
  if (file === undefined) return createEmptyState();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return createEmptyState();
    throw error;
  }
  return { ...createEmptyState(), ...(JSON.parse(text) as Partial<VaultState>) };
}

/** Writes beside and renames, so that a kill leaves the old file or the new one. */
export function saveState(file: string, state: VaultState): void {
  const temporaryFile = `${file}.new`;
  writeFileSync(temporaryFile, JSON.stringify(state), { mode: 0o600 });
  renameSync(temporaryFile, file);
}
