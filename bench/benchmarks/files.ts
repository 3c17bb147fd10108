import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
import { measureRatio } from '../lib/ratio.ts';
import { roundTo } from '../lib/stats.ts';
import type { Benchmark, BenchmarkContext } from '../lib/types.ts';

const MIB = 1_024 ** 2;
/** As much as the upload page sends in a request. */
const REQUEST_BYTES = 40 * MIB;
const KEYS = { accessKeyId: 'bench-key', secretAccessKey: 'bench-secret-of-the-store' };

interface Fixture {
  app: TestApp;
  label: Label;
  server: ProductProcess;
  store: ObjectStore;
  artist: HttpVisitor;
  staff: HttpVisitor;
}

async function createFixture(context: BenchmarkContext): Promise<Fixture> {
  const databases = await testDatabases(['eu-uk'], { own: true });
  const app = await startServices(databases, context.teardown);
  const s3 = await startS3({ port: 0, buckets: ['files'], ...KEYS });
  context.teardown(() => s3.close());
  const config = { endpoint: s3.url, region: 'us-east-1', bucket: 'files', ...KEYS } as const;
  const store = createObjectStore({ kind: 's3', ...config, forcePathStyle: true });
  context.teardown(() => store.close());
  const { REGION_EU_UK_FILES_DIR: _folder, ...variables } = app.variables;
  const server = startProductProcess(
    'server',
    {
      ...variables,
      REGION_EU_UK_S3_ENDPOINT: config.endpoint,
      REGION_EU_UK_S3_BUCKET: config.bucket,
      REGION_EU_UK_S3_REGION: config.region,
      REGION_EU_UK_S3_ACCESS_KEY_ID: KEYS.accessKeyId,
      REGION_EU_UK_S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      REGION_EU_UK_S3_PATH_STYLE: 'true',
    },
    () => {},
  );
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
  return { app, label, server, store, artist, staff };
}

const bindOperationsOf = ({ tenancy, discord }: TestApp) =>
  bindOperations({ tenancy, now: Date.now, discordUrl: discord.url });

/** Uploads a file of that size as the page does, and sends the demo with it. @returns its path */
async function upload(
  { app, label, artist }: Fixture,
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
  block.write('RIFF\xff\xff\xff\x7fWAVEfmt ', 'latin1');
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

const readMegabytes = (pid: number, field: 'VmRSS' | 'VmHWM'): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1_024;
};

async function measureFiles(context: BenchmarkContext) {
  const { signal } = context;
  const fixture = await createFixture(context);
  const { app, label, server, store, staff } = fixture;
  const sizeBytes = context.isFull ? 1_024 * MIB : 256 * MIB;
  // What is loaded and compiled with the first upload is no cost of this one.
  await upload(fixture, 41 * MIB, signal);
  const restMegabytes = readMegabytes(server.pid, 'VmRSS');
  // From now on the kernel keeps the peak.
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  const startedAt = performance.now();
  const path = await upload(fixture, sizeBytes, signal);
  const seconds = (performance.now() - startedAt) / 1_000;
  const addedMegabytes = readMegabytes(server.pid, 'VmHWM') - restMegabytes;

  const fileId = path.split('/').at(-1);
  const { objects } = await store.list(`guilds/${label.guildId}/${fileId}/`);
  const key = objects[0]?.key ?? '';
  let turn = 0;
  const nextRange = () => {
    const start = ((turn++ * 37) % (sizeBytes / MIB - 1)) * MIB;
    return { start, end: start + MIB - 1 };
  };
  const cookie = staff.cookie();
  const ratio = await measureRatio(
    {
      async subject() {
        const { start, end } = nextRange();
        const headers = { cookie, range: `bytes=${start}-${end}` };
        const response = await fetch(new URL(path, app.url), { headers, signal });
        const { byteLength } = await response.arrayBuffer();
        if (response.status !== 206 || byteLength !== MIB) throw new Error(`${response.status}`);
      },
      async baseline() {
        let byteLength = 0;
        for await (const bytes of await store.get(key, nextRange(), { signal }))
          byteLength += bytes.length;
        if (byteLength !== MIB) throw new Error(`${byteLength} bytes`);
      },
    },
    { rounds: context.isFull ? 5 : 2, signal },
  );
  return {
    'files.upload_rss_mb': {
      value: roundTo(addedMegabytes, 1),
      note: `${sizeBytes / MIB} MiB in ${roundTo(seconds, 1)} s; at rest ${roundTo(restMegabytes, 0)} MB`,
    },
    'files.stream_ratio': {
      value: roundTo(1 / ratio.value, 3),
      note: `ranges of 1 MiB, through the server / straight from S3: ${ratio.note}`,
    },
  };
}

export const files: Benchmark = {
  targets: [
    { id: 'files.upload_rss_mb', unit: 'MB', bar: 100, better: 'lower' },
    { id: 'files.stream_ratio', unit: '×', bar: 0.5, better: 'higher' },
  ],
  run: measureFiles,
};
