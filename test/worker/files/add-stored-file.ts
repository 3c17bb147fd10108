import { createEffect, fileEffects, submissionSubject } from '../../../domain/index.ts';
import { sniffFormat } from '../../../worker/audio/index.ts';
import type { WorkerFixture } from '../fixture.ts';

type Fixture = Pick<WorkerFixture, 'app' | 'guildId'>;

/** Adds a file to a demo as the upload page does: kept, and to be analyzed by a worker. */
export async function addStoredFile(
  fixture: Fixture,
  number: number,
  file: { name: string; content: Buffer },
): Promise<string> {
  return (await prepareStoredFile(fixture, number, file, 'stored'))();
}

/**
 * Stores a file's content.
 * @param state `ready`: as if it was analyzed, and is to be posted
 * @returns what adds it to the demo, and gives its id
 */
export async function prepareStoredFile(
  { app: { tenancy }, guildId }: Fixture,
  number: number,
  { name, content }: { name: string; content: Buffer },
  state: 'stored' | 'ready',
): Promise<() => Promise<string>> {
  const subject = submissionSubject(number);
  const files = await tenancy.files(guildId);
  const id = await tenancy.write(guildId, async (db) => db.newId());
  async function* read() {
    yield content;
  }
  const written = await files.write(id, read(), { maxBytes: content.length });
  const { format, contentType } = sniffFormat(content);
  const { fileProcess, threadFile } = fileEffects;
  return () =>
    tenancy.write(guildId, async (db) => {
      await db.table('files').insert({
        id,
        subject_type: subject.type,
        subject_id: subject.id,
        origin: 'upload',
        name,
        size_bytes: written.sizeBytes,
        state,
        format,
        content_type: contentType,
        store: written.store,
        sealed_key: written.sealedKey,
        sha256: written.sha256,
        attempts: 0,
        created_at: db.now,
        stored_at: db.now,
      });
      const effect = state === 'ready' ? threadFile : fileProcess;
      await db.enqueue([createEffect(effect, subject, { fileId: id })]);
      return id;
    });
}
