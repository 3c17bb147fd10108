import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An object or a part, without its content. */
export interface StoredFile {
  /** File name of the content, inside of the data folder. */
  file: string;
  sizeBytes: number;
  /** Without quotes. */
  etag: string;
  /** Epoch ms. */
  modifiedAt: number;
}

export interface StoredObject extends StoredFile {
  key: string;
  contentType: string;
}

export interface Upload {
  id: string;
  key: string;
  contentType: string;
  startedAt: number;
  parts: Map<number, StoredFile>;
}

export interface Bucket {
  objects: Map<string, StoredObject>;
  uploads: Map<string, Upload>;
}

/** What is stored: contents in files, the rest in memory and, for a restart, in files beside them. */
export interface Storage {
  buckets: ReadonlyMap<string, Bucket>;
  createTemporaryPath(): string;
  getPath(stored: StoredFile): string;
  /** Takes over a temporary file as the object's content. */
  putObject(
    bucket: string,
    object: Omit<StoredObject, 'file' | 'modifiedAt'>,
    temporaryFile: string,
  ): Promise<StoredObject>;
  deleteObject(bucket: string, key: string): Promise<void>;
  createUpload(bucket: string, key: string, contentType: string): Promise<Upload>;
  putPart(
    bucket: string,
    upload: Upload,
    partNumber: number,
    part: Omit<StoredFile, 'file' | 'modifiedAt'>,
    temporaryFile: string,
  ): Promise<void>;
  deleteUpload(bucket: string, upload: Upload): Promise<void>;
}

/** Opens a data folder: what was stored there is there again. */
export function openStorage(
  folder: string,
  bucketNames: readonly string[],
  now: () => number,
): Storage {
  const buckets = new Map<string, Bucket>();
  const temporaryFolder = path.join(folder, 'incoming');
  rmSync(temporaryFolder, { recursive: true, force: true });
  mkdirSync(temporaryFolder, { recursive: true, mode: 0o700 });
  for (const name of bucketNames) buckets.set(name, loadBucket(path.join(folder, name)));

  const inBucket = (bucket: string, name: string) => path.join(bucket, name);
  /** Written beside and renamed, so that a kill leaves the old file or the new one. */
  const save = async (file: string, value: object) => {
    const temporaryFile = path.join(temporaryFolder, randomUUID());
    await writeFile(temporaryFile, JSON.stringify(value), { mode: 0o600 });
    await rename(temporaryFile, path.join(folder, file));
  };
  const takeOver = async (temporaryFile: string, bucket: string) => {
    const file = inBucket(bucket, `content-${randomUUID()}`);
    await rename(temporaryFile, path.join(folder, file));
    return file;
  };
  const remove = (file: string) => rm(path.join(folder, file), { force: true });
  const getBucket = (name: string) => buckets.get(name) as Bucket;
  const saveUpload = (bucket: string, upload: Upload) =>
    save(inBucket(bucket, `upload-${upload.id}.json`), {
      ...upload,
      parts: [...upload.parts],
    });

  return {
    buckets,
    createTemporaryPath: () => path.join(temporaryFolder, randomUUID()),
    getPath: ({ file }) => path.join(folder, file),

    async putObject(bucket, object, temporaryFile) {
      const file = await takeOver(temporaryFile, bucket);
      const stored = { ...object, file, modifiedAt: now() };
      await save(inBucket(bucket, nameObject(object.key)), stored);
      const replaced = getBucket(bucket).objects.get(object.key);
      getBucket(bucket).objects.set(object.key, stored);
      if (replaced) await remove(replaced.file);
      return stored;
    },

    async deleteObject(bucket, key) {
      const stored = getBucket(bucket).objects.get(key);
      if (!stored) return;
      getBucket(bucket).objects.delete(key);
      await remove(inBucket(bucket, nameObject(key)));
      await remove(stored.file);
    },

    async createUpload(bucket, key, contentType) {
      const id = randomBytes(24).toString('base64url');
      const upload = { id, key, contentType, startedAt: now(), parts: new Map() };
      await saveUpload(bucket, upload);
      getBucket(bucket).uploads.set(id, upload);
      return upload;
    },

    async putPart(bucket, upload, partNumber, part, temporaryFile) {
      const file = await takeOver(temporaryFile, bucket);
      const replaced = upload.parts.get(partNumber);
      upload.parts.set(partNumber, { ...part, file, modifiedAt: now() });
      if (getBucket(bucket).uploads.has(upload.id)) await saveUpload(bucket, upload);
      else await remove(file);
      if (replaced) await remove(replaced.file);
    },

    async deleteUpload(bucket, upload) {
      getBucket(bucket).uploads.delete(upload.id);
      await remove(inBucket(bucket, `upload-${upload.id}.json`));
      for (const { file } of upload.parts.values()) await remove(file);
    },
  };
}

const nameObject = (key: string): string =>
  `object-${createHash('sha256').update(key).digest('hex')}.json`;

function loadBucket(folder: string): Bucket {
  const bucket: Bucket = { objects: new Map(), uploads: new Map() };
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const used = new Set<string>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json')) continue;
    const value = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    if (name.startsWith('object-')) {
      bucket.objects.set(value.key, value);
      used.add(path.basename(value.file));
    } else {
      const upload: Upload = { ...value, parts: new Map(value.parts) };
      bucket.uploads.set(upload.id, upload);
      for (const { file } of upload.parts.values()) used.add(path.basename(file));
    }
  }
  for (const name of readdirSync(folder))
    if (name.startsWith('content-') && !used.has(name)) rmSync(path.join(folder, name));
  return bucket;
}
