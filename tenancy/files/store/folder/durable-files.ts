import { type FileHandle, mkdir, open, rename, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from './map-error.ts';

const MAX_ATTEMPTS = 10;

/** Writes a new file, which is on the disk when this resolves. */
export async function writeDurably(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ sizeBytes: number }> {
  const handle = await open(file, 'wx', 0o600);
  try {
    let sizeBytes = 0;
    for await (const chunk of chunks) {
      await writeAll(handle, chunk);
      sizeBytes += chunk.length;
    }
    await handle.sync();
    return { sizeBytes };
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, offset);
    offset += bytesWritten;
  }
}

/** Renames a file, makes the folders that it needs, and writes the change of the folder to disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const folder = path.dirname(to);
  for (let attempt = 1; ; attempt += 1) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await rename(from, to);
      break;
    } catch (error) {
      // A deletion may remove the empty folder in between.
      if (!isMissing(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
  await syncFolder(folder);
}

/** Writes a folder's entries to disk, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch {
    // Windows does not sync folders.
  } finally {
    await handle?.close();
  }
}

/** Removes a folder and those above it, up to `root`, as long as they are empty. */
export async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let each = folder; each.startsWith(root + path.sep); each = path.dirname(each)) {
    try {
      await rmdir(each);
    } catch {
      return;
    }
  }
}
