import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ObjectStoreError } from '../error.ts';
import {
  MAX_UPLOADS_LISTED,
  MIN_PART_BYTES,
  type UnfinishedUpload,
  type UploadedPart,
} from '../types.ts';
import { isValidKey } from '../validate.ts';
import { moveDurably, writeDurably } from './durable-files.ts';
import { isMissing } from './map-error.ts';
import { getObjectPath, getPartName, getUploadFolder, isUploadId, parsePartName } from './paths.ts';

/** @returns the upload's id */
export async function startUpload(root: string, key: string): Promise<string> {
  const uploadId = randomUUID();
  const folder = getUploadFolder(root, uploadId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(path.join(folder, 'key'), [Buffer.from(key)]);
  return uploadId;
}

/** Writes the whole of an upload's object in one go. */
export async function writeObject(
  root: string,
  key: string,
  uploadId: string,
  source: AsyncIterable<Uint8Array>,
): Promise<{ sizeBytes: number }> {
  const folder = getUploadFolder(root, uploadId);
  const file = path.join(folder, `${randomUUID()}.tmp`);
  const written = await writeDurably(file, source);
  await moveDurably(file, getObjectPath(root, key));
  await rm(folder, { recursive: true, force: true });
  return written;
}

export async function putPart(
  root: string,
  key: string,
  uploadId: string,
  partNumber: number,
  body: Uint8Array,
): Promise<UploadedPart> {
  const folder = await openUpload(root, key, uploadId);
  const etag = createHash('sha256').update(body).digest('hex');
  const file = path.join(folder, `${randomUUID()}.tmp`);
  await writeDurably(file, [body]);
  const name = getPartName(partNumber, etag);
  await rename(file, path.join(folder, name));
  for (const other of await readdir(folder))
    if (other !== name && parsePartName(other)?.partNumber === partNumber)
      await rm(path.join(folder, other), { force: true });
  return { partNumber, etag, sizeBytes: body.length };
}

export async function listParts(
  root: string,
  key: string,
  uploadId: string,
): Promise<UploadedPart[]> {
  const folder = await openUpload(root, key, uploadId);
  const found = new Map<number, UploadedPart & { writtenAt: number }>();
  for (const name of await readdir(folder)) {
    const part = parsePartName(name);
    if (!part) continue;
    const { size, mtimeMs } = await stat(path.join(folder, name));
    // Two of one number: the process ended between writing a part again and removing the old one.
    const known = found.get(part.partNumber);
    if (!known || known.writtenAt < mtimeMs)
      found.set(part.partNumber, { ...part, sizeBytes: size, writtenAt: mtimeMs });
  }
  return [...found.values()]
    .sort((one, other) => one.partNumber - other.partNumber)
    .map(({ partNumber, etag, sizeBytes }) => ({ partNumber, etag, sizeBytes }));
}

export async function completeUpload(
  root: string,
  key: string,
  uploadId: string,
  parts: readonly UploadedPart[],
): Promise<void> {
  const stored = await listParts(root, key, uploadId);
  const folder = getUploadFolder(root, uploadId);
  const isAcceptable = (part: UploadedPart, index: number): boolean => {
    const found = stored.find(({ partNumber }) => partNumber === part.partNumber);
    const isOrdered =
      index === 0 || (parts[index - 1] as UploadedPart).partNumber < part.partNumber;
    const isLarge = index === parts.length - 1 || (found?.sizeBytes ?? 0) >= MIN_PART_BYTES;
    return found?.etag === part.etag && isOrdered && isLarge;
  };
  if (parts.length === 0 || !parts.every(isAcceptable))
    throw new ObjectStoreError('bad_response', 'completeUpload');
  const files = parts.map(({ partNumber, etag }) =>
    path.join(folder, getPartName(partNumber, etag)),
  );
  await writeObject(root, key, uploadId, readFiles(files));
}

async function* readFiles(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file) as AsyncIterable<Buffer>;
}

export async function abortUpload(root: string, key: string, uploadId: string): Promise<void> {
  const folder = await openUpload(root, key, uploadId);
  await rm(folder, { recursive: true, force: true });
}

export async function listUploads(root: string, prefix: string): Promise<UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  const names = await readdir(path.join(root, 'uploads')).catch((error) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const uploadId of names.filter(isUploadId)) {
    const file = path.join(getUploadFolder(root, uploadId), 'key');
    const [key, startedAt] = await Promise.all([
      readFile(file, 'utf8'),
      stat(file).then(({ mtimeMs }) => Math.floor(mtimeMs)),
    ]).catch((error) => {
      if (isMissing(error)) return ['', 0] as const;
      throw error;
    });
    if (isValidKey(key) && key.startsWith(prefix)) found.push({ key, uploadId, startedAt });
    if (found.length === MAX_UPLOADS_LISTED) break;
  }
  return found.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** @throws ENOENT as a system error, when there is no such upload of that key */
async function openUpload(root: string, key: string, uploadId: string): Promise<string> {
  const folder = getUploadFolder(root, uploadId);
  const missing = Object.assign(new Error('no such upload'), { code: 'ENOENT' });
  if (!isUploadId(uploadId)) throw missing;
  if ((await readFile(path.join(folder, 'key'), 'utf8')) !== key) throw missing;
  return folder;
}
