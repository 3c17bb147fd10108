import path from 'node:path';

/**
 * Names of files in a store's folder:
 * - `objects/<key>.bin`; the ending keeps `a` and `a/b` apart.
 * - `uploads/<upload id>/key`: the key; its time is the upload's start.
 * - `uploads/<upload id>/<part number>.<SHA-256>`: a part.
 * - `uploads/<upload id>/<anything>.tmp`: being written.
 */
export const OBJECT_ENDING = '.bin';

const UPLOAD_ID_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PART_NAME_PATTERN = /^(\d{1,5})\.([0-9a-f]{64})$/;

export const isUploadId = (text: string): boolean => UPLOAD_ID_PATTERN.test(text);

export const getObjectPath = (root: string, key: string): string =>
  path.join(root, 'objects', `${key}${OBJECT_ENDING}`);

export const getUploadFolder = (root: string, uploadId: string): string =>
  path.join(root, 'uploads', uploadId);

export const getPartName = (partNumber: number, etag: string): string => `${partNumber}.${etag}`;

export function parsePartName(name: string): { partNumber: number; etag: string } | null {
  const [, partNumber, etag] = PART_NAME_PATTERN.exec(name) ?? [];
  return partNumber && etag ? { partNumber: Number(partNumber), etag } : null;
}
