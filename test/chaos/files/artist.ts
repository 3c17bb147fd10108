import { setTimeout as wait } from 'node:timers/promises';
import type { Operations } from '../../../domain/index.ts';
import { createActor } from '../../helpers/actor.ts';
import { messageText, submitDemo } from '../../helpers/label.ts';
import type { ChaosServices } from '../fixture.ts';
import { createContent } from './content.ts';
import type { PlannedDemo, PlannedFile } from './types.ts';
import { openUploadClient, type UploadClient } from './upload-client.ts';

const RETRY_DELAY_MS = 150;
const ACCEPTED = /Demo #([0-9]+) is in/;

export interface ArtistContext {
  app: ChaosServices;
  operations: Operations;
  signal: AbortSignal;
  /** Told of each try that has to be repeated. */
  onRepeat(what: string, error: unknown): void;
}

/** Tries again until it works, as people do while a server is restarted. */
async function insist<T>(
  { signal, onRepeat }: ArtistContext,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      onRepeat(what, error);
      await wait(RETRY_DELAY_MS, undefined, { signal });
    }
  }
}

/** Sends a demo with its files. Resolves when its sender was told that it is in. */
export async function sendFileDemo(context: ArtistContext, demo: PlannedDemo): Promise<void> {
  if (demo.way === 'form') await sendByForm(context, demo);
  else await sendByPage(context, demo);
}

async function sendByForm(context: ArtistContext, demo: PlannedDemo): Promise<void> {
  const files = demo.files.map((file) => ({ name: file.name, content: createContent(file) }));
  await insist(context, 'form', async () => {
    const outcome = await submitDemo(
      context.app,
      demo.label,
      { trackUrl: '', trackTitle: demo.title },
      demo.personId,
      files,
    );
    const text = messageText(outcome);
    if (!ACCEPTED.test(text)) throw new Error(text);
  });
}

async function sendByPage(context: ArtistContext, demo: PlannedDemo): Promise<void> {
  const { app, operations } = context;
  const { guildId } = demo.label;
  const actor = createActor(guildId, 'Kite', { userId: demo.personId });
  const { sessionId } = await insist(context, 'start', () =>
    operations.uploads.start(actor, {
      requestId: `chaos:start:${guildId}:${demo.title.replaceAll(' ', '-')}`,
      form: { artistName: 'KITE', trackTitle: demo.title },
    }),
  );
  const page = `/upload/${guildId}/${sessionId}`;
  const client = await insist(context, 'sign in', () =>
    openUploadClient(app, { personId: demo.personId, page }),
  );
  if (demo.removesOne) await chooseAndRemove(context, demo, { client, page, sessionId });
  const requestId = `chaos:send:${sessionId}`;
  for (;;) {
    const uploadIds: string[] = [];
    for (const file of demo.files)
      uploadIds.push(await uploadFile(context, demo, { client, sessionId, file }));
    // A move drops uploads that are in the old region: the page is told so, and shows what is there.
    const text = await insist(context, 'send', () => client.finish(requestId, uploadIds));
    if (ACCEPTED.test(text)) return;
    context.onRepeat('send', new Error('not sent'));
    await wait(RETRY_DELAY_MS, undefined, { signal: context.signal });
  }
}

/** A file that was chosen by mistake: half of it is sent, then it is removed. */
async function chooseAndRemove(
  context: ArtistContext,
  demo: PlannedDemo,
  { client, page, sessionId }: { client: UploadClient; page: string; sessionId: string },
): Promise<void> {
  const mistake = { name: `mistake-${demo.title.replaceAll(' ', '-')}.txt`, sizeBytes: 11_000_000 };
  const path = await insist(context, 'create', () =>
    findOrCreate(context, demo, { client, sessionId, file: mistake }),
  );
  const offset = await insist(context, 'offset', () => client.readOffset(path));
  // It does not matter how far that comes.
  if (offset !== null)
    await client
      .send(path, createContent(mistake).subarray(0, 7_000_000), offset)
      .catch((error) => context.onRepeat(`mistake ${page}`, error));
  await insist(context, 'remove', () => client.remove(path));
}

/** @returns the upload's id; empty once the demo is sent */
async function uploadFile(
  context: ArtistContext,
  demo: PlannedDemo,
  { client, sessionId, file }: { client: UploadClient; sessionId: string; file: PlannedFile },
): Promise<string> {
  const content = createContent(file);
  for (;;) {
    // Only the answer was lost.
    if (await isSent(context, demo, sessionId)) return '';
    const path = await insist(context, 'create', () =>
      findOrCreate(context, demo, { client, sessionId, file }),
    );
    const offset = await insist(context, 'offset', () => client.readOffset(path));
    if (offset === content.length) return path.split('/').at(-1) ?? '';
    // Otherwise a move has dropped it.
    if (offset !== null)
      await client.send(path, content, offset).catch((error) => context.onRepeat('content', error));
    await wait(RETRY_DELAY_MS / 3, undefined, { signal: context.signal });
  }
}

const readSession = (
  { app }: ArtistContext,
  { label }: PlannedDemo,
  sessionId: string,
): Promise<{ sent: boolean; uploads: { id: string; name: string }[] }> =>
  app.tenancy.read(label.guildId, async (db) => {
    const session = await db.table('upload_sessions').where('id', sessionId).first('sent_number');
    const uploads = await db
      .table('uploads')
      .where('session_id', sessionId)
      .whereNull('removed_at')
      .select('id', 'name');
    return {
      sent: session !== undefined && session.sent_number !== null,
      uploads: uploads.map(({ id, name }) => ({ id: String(id), name: String(name) })),
    };
  });

const isSent = async (
  context: ArtistContext,
  demo: PlannedDemo,
  sessionId: string,
): Promise<boolean> =>
  insist(context, 'session', async () => (await readSession(context, demo, sessionId)).sent);

/** The page lists what is there: whoever lost the answer to "create" goes on with that. */
async function findOrCreate(
  context: ArtistContext,
  demo: PlannedDemo,
  { client, sessionId, file }: { client: UploadClient; sessionId: string; file: PlannedFile },
): Promise<string> {
  const { uploads } = await readSession(context, demo, sessionId);
  const known = uploads.find(({ name }) => name === file.name);
  return known
    ? `/upload/${demo.label.guildId}/${sessionId}/files/${known.id}`
    : client.create(file.name, file.sizeBytes);
}
