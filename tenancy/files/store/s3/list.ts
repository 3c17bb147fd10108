import type {
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import { ObjectStoreError } from '../error.ts';
import {
  MAX_PART_COUNT,
  MAX_UPLOADS_LISTED,
  PAGE_SIZE,
  type StoredObject,
  type UnfinishedUpload,
  type UploadedPart,
} from '../types.ts';
import { isValidKey } from '../validate.ts';
import type { RunRequest } from './store.ts';

type UploadMarkers = Pick<ListMultipartUploadsCommandInput, 'KeyMarker' | 'UploadIdMarker'>;

/** One page, which goes on by key: a continuation token is not known to every server's next node. */
export async function listObjects(
  run: RunRequest,
  Bucket: string,
  Prefix: string,
  after: string | undefined,
): Promise<{ objects: StoredObject[]; next: string | null }> {
  const input = {
    Bucket,
    Prefix,
    MaxKeys: PAGE_SIZE,
    ...(after === undefined ? {} : { StartAfter: after }),
  };
  const { Contents = [], IsTruncated } = await run(
    'list',
    (client, { ListObjectsV2Command }, options) =>
      client.send(new ListObjectsV2Command(input), options),
  );
  const last = Contents.at(-1)?.Key;
  // Without it, it is not S3's document: a proxy's page must not look like an empty bucket.
  if (
    IsTruncated === undefined ||
    Contents.length > PAGE_SIZE ||
    (IsTruncated && (!last || (after ?? '') >= last))
  )
    throw new ObjectStoreError('bad_response', 'list');
  return {
    // What is not ours (a folder marker of a console, say) has no valid key.
    objects: Contents.flatMap(({ Key = '', Size, LastModified }) =>
      isValidKey(Key) && Key.startsWith(Prefix) && Size !== undefined
        ? [{ key: Key, sizeBytes: Size, modifiedAt: toEpochMs(LastModified) }]
        : [],
    ),
    next: IsTruncated && last ? last : null,
  };
}

/** All parts of an upload. */
export async function listParts(
  run: RunRequest,
  upload: { Bucket: string; Key: string; UploadId: string },
): Promise<UploadedPart[]> {
  const found: UploadedPart[] = [];
  let marker: string | undefined;
  do {
    const input = { ...upload, ...(marker === undefined ? {} : { PartNumberMarker: marker }) };
    const page = await run('listParts', (client, { ListPartsCommand }, options) =>
      client.send(new ListPartsCommand(input), options),
    );
    for (const { PartNumber, ETag, Size } of page.Parts ?? [])
      if (PartNumber !== undefined && ETag && Size !== undefined)
        found.push({ partNumber: PartNumber, etag: ETag, sizeBytes: Size });
    if (
      page.IsTruncated === undefined ||
      found.length > MAX_PART_COUNT ||
      (page.IsTruncated && !page.NextPartNumberMarker)
    )
      throw new ObjectStoreError('bad_response', 'listParts');
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return found;
}

/** The first uploads that were neither completed nor aborted. */
export async function listUploads(
  run: RunRequest,
  Bucket: string,
  Prefix: string,
): Promise<UnfinishedUpload[]> {
  const found: UnfinishedUpload[] = [];
  let markers: UploadMarkers | null = {};
  for (let page = 0; markers && page < MAX_UPLOADS_LISTED / PAGE_SIZE; page += 1) {
    const input: ListMultipartUploadsCommandInput = { Bucket, Prefix, ...markers };
    const listed: ListMultipartUploadsCommandOutput = await run(
      'listUploads',
      (client, { ListMultipartUploadsCommand }, options) =>
        client.send(new ListMultipartUploadsCommand(input), options),
    );
    if (listed.IsTruncated === undefined) throw new ObjectStoreError('bad_response', 'listUploads');
    for (const { Key = '', UploadId, Initiated } of listed.Uploads ?? [])
      if (isValidKey(Key) && Key.startsWith(Prefix) && UploadId)
        found.push({ key: Key, uploadId: UploadId, startedAt: toEpochMs(Initiated) });
    markers = getNextMarkers(listed);
  }
  return found;
}

function getNextMarkers(listed: ListMultipartUploadsCommandOutput): UploadMarkers | null {
  const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = listed;
  if (!IsTruncated || !NextKeyMarker) return null;
  return {
    KeyMarker: NextKeyMarker,
    ...(NextUploadIdMarker ? { UploadIdMarker: NextUploadIdMarker } : {}),
  };
}

/** A time that a server does not tell is now: too new to be swept. */
const toEpochMs = (time: Date | undefined): number => {
  const epochMs = time?.getTime() ?? Number.NaN;
  return Number.isFinite(epochMs) ? epochMs : Date.now();
};
