import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { StartedUpload } from '../../tenancy/index.ts';
import type { GuildWriter } from '../../tenancy/types.ts';
import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { notFound, VektraError } from '../errors/errors.ts';
import { mapTenancyErrors } from '../errors/map-tenancy-errors.ts';
import { peek } from '../files/peek.ts';
import { isStorableFormat } from '../files/storable-format.ts';
import { query } from '../operations/guild-operations.ts';
import { sessionInput } from './get.ts';
import { parseUpload, readSession, readUpload, type UploadRow } from './read-session.ts';
import { enqueueErasure } from './start.ts';

/** What a file is, by its first bytes. */
interface Sniffed {
  format: string;
  contentType: string;
  isAudio: boolean;
}

/** A file whose content comes. */
export interface OpenedUpload {
  name: string;
  sizeBytes: number;
  receivedBytes: number;
  /**
   * Stores content. A request that comes later takes the upload over: what this one receives then is
   * not recorded any more.
   * @param options.offset where the content begins
   * @param options.sniff called with the first bytes when they come
   * @param options.sniffedBytes how many it needs, unless the file is shorter
   * @returns how much of the file is stored; what does not fill a part has to be sent again
   * @throws VektraError `conflict` for an offset that is not where the upload is, and once it was
   * taken over; `invalid_input` for content that is not kept; `files_unavailable`; what `content` throws
   */
  receive(
    content: AsyncIterable<Uint8Array>,
    options: { offset: number; sniff(head: Uint8Array): Sniffed; sniffedBytes: number },
  ): Promise<number>;
}

/**
 * Opens an upload to go on with it.
 * @throws VektraError `not_found`; `upload_expired` for a session that is over
 */
export const open = query({
  name: 'uploads.open',
  access: 'member',
  limit: 'artistUpload',
  input: sessionInput.extend({ uploadId: z.uuid('id.malformed') }),
  async read({ db, actor, deps }, { sessionId, uploadId }): Promise<OpenedUpload> {
    const session = await readSession(db, actor.userId, sessionId);
    if (!session.isOpen) throw new VektraError('upload_expired');
    const { name, sizeBytes, receivedBytes } = await readUpload(db, sessionId, uploadId);
    return {
      name,
      sizeBytes,
      receivedBytes,
      receive: (content, options) =>
        mapTenancyErrors(deps, receive(deps, { actor, sessionId, uploadId }, content, options)),
    };
  },
});

interface Target {
  actor: Actor;
  sessionId: string;
  uploadId: string;
}

async function receive(
  { tenancy }: Deps,
  { actor: { guildId }, sessionId, uploadId }: Target,
  content: AsyncIterable<Uint8Array>,
  { offset, sniff, sniffedBytes }: Parameters<OpenedUpload['receive']>[1],
): Promise<number> {
  const owner = randomUUID();
  const ownRow = (db: GuildWriter) =>
    db.table('uploads').where({ id: uploadId, owner }).whereNull('removed_at');
  const taken = await tenancy.write(guildId, (db) =>
    takeOver(db, { sessionId, uploadId, owner, offset }),
  );
  if (taken.receivedBytes === taken.sizeBytes) return taken.receivedBytes;
  const { uploads } = await tenancy.files(guildId);

  /** @throws VektraError `conflict` once another request has the upload */
  const record = async (change: Record<string, unknown>) => {
    const count = await tenancy.write(guildId, (db) => ownRow(db).update(change));
    if (Number(count) === 0) throw new VektraError('conflict');
  };
  const startUpload = async (): Promise<StartedUpload> => {
    const started = await uploads.start(uploadId);
    try {
      await record({
        store: started.store,
        sealed_key: started.sealedKey,
        upload_id: started.uploadId,
      });
    } catch (error) {
      await uploads.abort(started);
      throw error;
    }
    return started;
  };

  const neededBytes = Math.min(sniffedBytes, taken.sizeBytes);
  const peeked = offset === 0 ? await peek(content, neededBytes) : null;
  // Interrupted before it can be told what the file is, or a part is full.
  if (peeked && peeked.head.length < neededBytes) return offset;
  const sniffed = peeked && sniff(peeked.head);
  if (sniffed && !isStorableFormat(sniffed)) {
    await tenancy.write(guildId, (db) => refuse(db, sessionId, uploadId));
    throw new VektraError('invalid_input', {
      fields: [{ field: 'files', problem: 'file.type', values: { name: taken.name } }],
    });
  }
  const started = taken.started ?? (await startUpload());
  const { receivedBytes } = await uploads.receive(
    started,
    peeked?.content ?? content,
    { ...taken, receivedBytes: offset },
    (progress) =>
      record({
        received_bytes: progress.receivedBytes,
        hash_state: progress.hashState,
        sha256: progress.sha256,
        ...(sniffed ? { format: sniffed.format, content_type: sniffed.contentType } : {}),
      }),
  );
  return receivedBytes;
}

/** From now on, only this request records content. @throws VektraError `not_found`, `conflict` */
async function takeOver(
  db: GuildWriter,
  {
    sessionId,
    uploadId,
    owner,
    offset,
  }: { sessionId: string; uploadId: string; owner: string; offset: number },
): Promise<UploadRow> {
  const rows = () =>
    db.table('uploads').where({ id: uploadId, session_id: sessionId }).whereNull('removed_at');
  const row = await rows().forUpdate().first();
  if (!row) throw notFound();
  const upload = parseUpload(row);
  if (upload.receivedBytes !== offset) throw new VektraError('conflict');
  await rows().update({ owner });
  return upload;
}

async function refuse(db: GuildWriter, sessionId: string, uploadId: string): Promise<void> {
  await db.table('uploads').where('id', uploadId).update({ removed_at: db.now, owner: null });
  await enqueueErasure(db, sessionId, db.now);
}
