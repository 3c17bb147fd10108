import { randomBytes, randomUUID } from 'node:crypto';
import { bindOperations } from '../../domain/index.ts';
import { createHttpVisitor, type HttpVisitor } from '../../sandbox/demo/http-visitor.ts';
import { type ProductProcess, startProductProcess } from '../../sandbox/demo/product-process.ts';
import { startS3 } from '../../sandbox/s3/index.ts';
import { createObjectStore, type ObjectStore } from '../../tenancy/files/store/index.ts';
import { startServices } from '../../test/chaos/fixture.ts';
import { createActor } from '../../test/helpers/actor.ts';
import type { TestApp } from '../../test/helpers/app.ts';
import { testDatabases } from '../../test/helpers/databases.ts';
import { createLabel, type Label } from '../../test/helpers/label.ts';
import { riffChunk, wavFile, wavFormat } from '../../test/worker/audio/wav-files.ts';
import type { BenchmarkContext } from './types.ts';

export const MIB = 1_024 ** 2;
/** As much as the upload page sends in a request. */
const REQUEST_BYTES = 40 * MIB;
const KEYS = { accessKeyId: 'bench-key', secretAccessKey: 'bench-secret-of-the-store' };

export interface FilesFixture {
  app: TestApp;
  label: Label;
  server: ProductProcess;
  /** Of this deployment's processes. */
  variables: Record<string, string>;
  store: ObjectStore;
  artist: HttpVisitor;
  staff: HttpVisitor;
}

/** A label on a server whose files are in the local S3. */
export async function createFilesFixture(context: BenchmarkContext): Promise<FilesFixture> {
  const databases = await testDatabases(['eu-uk'], { own: true });
  const app = await startServices(databases, context.teardown);
  const s3 = await startS3({ port: 0, buckets: ['files'], ...KEYS });
  context.teardown(() => s3.close());
  const config = { endpoint: s3.url, region: 'us-east-1', bucket: 'files', ...KEYS } as const;
  const store = createObjectStore({ kind: 's3', ...config, forcePathStyle: true });
  context.teardown(() => store.close());
  const { REGION_EU_UK_FILES_DIR: _folder, ...others } = app.variables;
  const variables = {
    ...others,
    REGION_EU_UK_S3_ENDPOINT: config.endpoint,
    REGION_EU_UK_S3_BUCKET: config.bucket,
    REGION_EU_UK_S3_REGION: config.region,
    REGION_EU_UK_S3_ACCESS_KEY_ID: KEYS.accessKeyId,
    REGION_EU_UK_S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    REGION_EU_UK_S3_PATH_STYLE: 'true',
  };
  const server = startProductProcess('server', variables, () => {});
  context.teardown(() => server.stop());
  await server.whenReady;
  const label = await createLabel(app, { plan: 'pro_plus' });
  const operations = bindOperationsOf(app);
  const admin = createActor(label.guildId, 'Mara', { isAdmin: true });
  await operations.settings.setUp(admin, { labelName: 'Nightfall' });
  await operations.settings.setStaffChannel(admin, { channelId: label.staffChannel });
  const visitors = [label.artist, label.owner].map(async (personId) => {
    const visitor = createHttpVisitor(app.url, app.discord.url);
    await visitor.logIn(personId);
    return visitor;
  });
  const [artist, staff] = (await Promise.all(visitors)) as [HttpVisitor, HttpVisitor];
  return { app, label, server, variables, store, artist, staff };
}

const bindOperationsOf = ({ tenancy, discord }: TestApp) =>
  bindOperations({ tenancy, now: Date.now, discordUrl: discord.url });

/** What a WAV of that many bytes begins with. */
function createWavHeader(sizeBytes: number): Buffer {
  const format = riffChunk('fmt ', wavFormat({ sampleRate: 44_100 }));
  const header = wavFile(format, riffChunk('data', Buffer.alloc(0), 0));
  header.writeUInt32LE(sizeBytes - 8, 4);
  header.writeUInt32LE(sizeBytes - header.length, header.length - 4);
  return header;
}

/** Uploads a WAV of that size as the page does, and sends the demo with it. @returns its path */
export async function uploadFile(
  { app, label, artist }: FilesFixture,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const operations = bindOperationsOf(app);
  const actor = { ...createActor(label.guildId, 'KITE'), userId: label.artist };
  const { sessionId } = await operations.uploads.start(actor, {
    requestId: randomUUID(),
    form: { artistName: 'KITE', trackTitle: 'Glass Horizon' },
  });
  const page = `/upload/${label.guildId}/${sessionId}`;
  const request = async (method: string, path: string, headers: object, body?: BodyInit) => {
    const response = await fetch(new URL(path, app.url), {
      method,
      headers: {
        'tus-resumable': '1.0.0',
        origin: app.url,
        cookie: artist.cookie(),
        ...headers,
      },
      signal,
      ...(body ? { body, duplex: 'half' } : {}),
    } as RequestInit);
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return response;
  };
  const created = await request('POST', `${page}/files`, {
    'upload-length': String(sizeBytes),
    'upload-metadata': `filename ${Buffer.from('glass.wav').toString('base64')}`,
  });
  const path = created.headers.get('location') ?? '';
  const block = randomBytes(MIB);
  createWavHeader(sizeBytes).copy(block);
  const content = new Uint8Array(Buffer.concat(Array.from({ length: 40 }, () => block)));
  for (let offset = 0; offset < sizeBytes; offset += REQUEST_BYTES)
    await request(
      'PATCH',
      path,
      { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      content.subarray(0, Math.min(REQUEST_BYTES, sizeBytes - offset)),
    );
  const { text } = await artist.post(page, { intent: 'send', requestId: randomUUID() });
  if (!/Demo #\d+ is in/.test(text)) throw new Error('the demo was not sent');
  return `/g/${label.guildId}/files/${path.split('/').at(-1)}`;
}
