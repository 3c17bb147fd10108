import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PAGE_SIZE, type StoredObject } from '../types.ts';
import { isValidKey } from '../validate.ts';
import { isMissing } from './map-error.ts';
import { getObjectPath, OBJECT_ENDING } from './paths.ts';

/** One page, in the order of the keys, as S3 gives it. */
export async function listObjects(
  root: string,
  prefix: string,
  after: string,
): Promise<{ objects: StoredObject[]; next: string | null }> {
  const objects: StoredObject[] = [];
  for await (const key of walkKeys(path.join(root, 'objects'), '', prefix, after)) {
    const found = await stat(getObjectPath(root, key)).catch(ignoreMissing);
    if (!found) continue;
    if (objects.length === PAGE_SIZE) return { objects, next: objects.at(-1)?.key ?? null };
    objects.push({ key, sizeBytes: found.size, modifiedAt: Math.floor(found.mtimeMs) });
  }
  return { objects, next: null };
}

async function* walkKeys(
  folder: string,
  parent: string,
  prefix: string,
  after: string,
): AsyncGenerator<string> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
  const names = entries.flatMap((entry) => toKeyPart(entry) ?? []).sort();
  for (const name of names) {
    const key = parent + name;
    if (name.endsWith('/')) {
      const canMatchPrefix = key.startsWith(prefix) || prefix.startsWith(key);
      // All keys of the folder begin with its name.
      const isBehind = key > after || after.startsWith(key);
      if (canMatchPrefix && isBehind) yield* walkKeys(path.join(folder, name), key, prefix, after);
    } else if (key.startsWith(prefix) && key > after && isValidKey(key)) yield key;
  }
}

/** Sorted as they are in keys: a folder with its slash, which is behind `-` and before digits. */
function toKeyPart(entry: Dirent): string | null {
  if (entry.isDirectory()) return `${entry.name}/`;
  return entry.isFile() && entry.name.endsWith(OBJECT_ENDING)
    ? entry.name.slice(0, -OBJECT_ENDING.length)
    : null;
}

function ignoreMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
