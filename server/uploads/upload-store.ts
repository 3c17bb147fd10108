import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { type Actor, isVektraError, type Operations } from '../../domain/index.ts';
import { SNIFFED_BYTES, sniffFormat } from '../../worker/index.ts';
import { HttpError } from '../http/errors.ts';
import { discard, limitRate } from './limit-rate.ts';

/** A session's files, as the tus server asks for them. */
export class UploadStore extends DataStore {
  readonly #operations: Operations;
  readonly #actor: Actor;
  readonly #sessionId: string;
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(operations: Operations, actor: Actor, sessionId: string) {
    super();
    this.#operations = operations;
    this.#actor = actor;
    this.#sessionId = sessionId;
  }

  /** @returns the id of a new file */
  async add(name: string, sizeBytes: number): Promise<string> {
    const { uploadId } = await this.#operations.uploads.add(this.#actor, {
      requestId: crypto.randomUUID(),
      sessionId: this.#sessionId,
      name,
      sizeBytes,
    });
    return uploadId;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { sizeBytes, receivedBytes, name } = await this.#open(id);
    return new Upload({ id, size: sizeBytes, offset: receivedBytes, metadata: { filename: name } });
  }

  /** @throws HttpError `upload_too_small` for content that neither fills a part nor ends the file */
  override async write(content: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.#open(id);
    let sentBytes = 0;
    const counted = async function* () {
      for await (const bytes of limitRate(content)) {
        sentBytes += bytes.byteLength;
        yield bytes;
      }
    };
    const sent = counted();
    const receiving = upload.receive(sent, {
      offset,
      sniff: sniffFormat,
      sniffedBytes: SNIFFED_BYTES,
    });
    const receivedBytes = await receiving.catch(async (error) => {
      // A browser that is still sending when the connection ends does not read the answer.
      if (isVektraError(error) && error.code === 'invalid_input') await discard(sent);
      throw error;
    });
    // Interrupted content looks the same; nobody reads the answer then.
    if (sentBytes > 0 && receivedBytes === offset) throw new HttpError(400, 'upload_too_small');
    return receivedBytes;
  }

  override async remove(id: string): Promise<void> {
    await this.#operations.uploads.remove(this.#actor, {
      requestId: crypto.randomUUID(),
      sessionId: this.#sessionId,
      uploadId: id,
    });
  }

  #open(uploadId: string) {
    return this.#operations.uploads.open(this.#actor, { sessionId: this.#sessionId, uploadId });
  }
}
