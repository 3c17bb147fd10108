import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { mapFolderError } from '../../../tenancy/files/store/folder/map-error.ts';
import { createObjectStore, type ObjectStoreLimits } from '../../../tenancy/files/store/index.ts';
import { createSelfSigned } from '../../helpers/certificates.ts';
import { createSource, isEmpty, MIB, openStandIn, readAll, rejects, toConfig } from './stores.ts';

const prefix = 'test/';

async function openS3(t: ExecutionContext, limits: Partial<ObjectStoreLimits> = {}) {
  const { s3, config } = await openStandIn(t);
  const store = createObjectStore(config, limits);
  t.teardown(() => store.close());
  return { ...s3, config, store, prefix };
}

/** A server of the test's own, and a store that takes it for S3. */
async function openServer(
  t: ExecutionContext,
  listener: RequestListener,
  limits: Partial<ObjectStoreLimits> = {},
) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const store = createObjectStore(toConfig(`http://127.0.0.1:${port}`), limits);
  t.teardown(async () => {
    await store.close();
    server.close().closeAllConnections();
  });
  return { store, url: `http://127.0.0.1:${port}` };
}

for (const [mode, code] of [
  ['away', 'unavailable'],
  ['denied', 'denied'],
] as const)
  test.serial(`a bucket that is ${mode}: every call is ${code}`, async (t) => {
    const { store, control } = await openS3(t, { attempts: 1 });
    control.setMode(mode);
    const part = { partNumber: 1, etag: '"x"', sizeBytes: 1 };
    const calls: [string, () => Promise<unknown>][] = [
      ['put', () => store.put('a', createSource(1))],
      ['startUpload', () => store.put('a', createSource(6 * MIB))],
      ['get', () => store.get('a')],
      ['head', () => store.head('a')],
      ['delete', () => store.delete(['a'])],
      ['list', () => store.list('')],
      ['startUpload', () => store.startUpload('a')],
      ['putPart', () => store.putPart('a', 'upload', 1, Buffer.alloc(1))],
      ['listParts', () => store.listParts('a', 'upload')],
      ['completeUpload', () => store.completeUpload('a', 'upload', [part])],
      ['abortUpload', () => store.abortUpload('a', 'upload')],
      ['listUploads', () => store.listUploads('')],
      ['put', () => store.check()],
    ];
    for (const [operation, call] of calls)
      t.is((await rejects(t, call(), code))?.operation, operation);
  });

for (const [mode, code] of [
  ['full', 'full'],
  ['read_only', 'read_only'],
] as const)
  test.serial(`a bucket that is ${mode} can be read`, async (t) => {
    const { store, control } = await openS3(t, { attempts: 1 });
    await store.put('a', createSource(10));
    control.setMode(mode);
    await rejects(t, store.put('b', createSource(1)), code);
    await rejects(t, store.put('b', createSource(6 * MIB)), code);
    await rejects(t, store.startUpload('b'), code);
    t.is((await readAll(await store.get('a'))).length, 10);
    t.is((await store.list('')).objects.length, 1);
    if (mode === 'full') await store.delete(['a']);
    else await rejects(t, store.delete(['a']), code);
  });

for (const isEarly of [false, true])
  test.serial(
    `a 403 in the middle of an upload, ${isEarly ? 'before' : 'after'} the part was sent`,
    async (t) => {
      const fixture = await openS3(t);
      const { store, control } = fixture;
      for (const [name, code] of [
        ['AccessDenied', 'denied'],
        ['QuotaExceeded', 'full'],
      ] as const) {
        await store.put('test/first', createSource(1));
        control.fail({ operation: 'UploadPart', status: 403, code: name, isEarly });
        await rejects(t, store.put('test/a', createSource(16 * MIB)), code);
        t.is(await store.head('test/a'), null);
      }
      await store.delete(['test/first']);
      await isEmpty(t, fixture);
    },
  );

test.serial('a bucket that limits the rate is asked again, but not for ever', async (t) => {
  const { store, control } = await openS3(t, { attempts: 2 });
  control.fail({ operation: 'PutObject', status: 503, code: 'SlowDown' });
  await store.put('a', createSource(1));
  t.is(control.count('PutObject'), 2);
  control.fail({ operation: 'GetObject', status: 503, code: 'SlowDown', times: 2 });
  await rejects(t, store.get('a'), 'rate_limited');
  t.is(control.count('GetObject'), 2);
});

test.serial('errors are mapped by code, else by status', async (t) => {
  const { store, control } = await openS3(t, { attempts: 1 });
  for (const [status, name, code] of [
    [400, 'EntityTooLarge', 'full'],
    [507, 'Whatever', 'full'],
    [413, 'Whatever', 'full'],
    [429, 'Whatever', 'rate_limited'],
    [503, 'ServiceUnavailable', 'unavailable'],
    [500, 'InternalError', 'unavailable'],
    [405, 'Whatever', 'read_only'],
    [401, 'Whatever', 'denied'],
    [400, 'RequestTimeout', 'unavailable'],
    [404, 'NoSuchBucket', 'unavailable'],
    [404, 'Whatever', 'bad_response'],
    [409, 'Whatever', 'bad_response'],
    [301, 'PermanentRedirect', 'bad_response'],
  ] as const) {
    control.fail({ operation: 'GetObject', status, code: name });
    await rejects(t, store.get('a'), code);
  }
});

test.serial('a part whose connection breaks is sent again', async (t) => {
  const { store, control } = await openS3(t);
  control.interrupt({ operation: 'UploadPart', how: 'cut', afterBytes: 3 * MIB });
  await store.put('a', createSource(12 * MIB));
  const expected = await readAll(createSource(12 * MIB));
  t.true((await readAll(await store.get('a'))).equals(expected));
});

test.serial('a part that stalls ends the upload, whose source is read no further', async (t) => {
  const fixture = await openS3(t, { partMs: 400, attempts: 1 });
  fixture.control.interrupt({ operation: 'UploadPart', how: 'stall', afterBytes: MIB });
  let readBytes = 0;
  const source = async function* () {
    for await (const chunk of createSource(100 * MIB)) {
      readBytes += chunk.length;
      yield chunk;
    }
  };
  await rejects(t, fixture.store.put('test/a', source()), 'unavailable');
  // One part on its way, one filled, and the chunk that did not fit.
  t.true(readBytes <= 10 * MIB + 2 * 65_543, String(readBytes));
  await isEmpty(t, fixture);
});

test.serial('an upload that is completed, but whose answer is lost, is complete', async (t) => {
  const { store, control, ...fixture } = await openS3(t);
  control.loseResponse({ operation: 'CompleteMultipartUpload' });
  await store.put('test/a', createSource(6 * MIB));
  t.deepEqual(await store.head('test/a'), { sizeBytes: 6 * MIB });
  await store.delete(['test/a']);
  await isEmpty(t, { ...fixture, store });
});

test.serial('an error with the status 200 is an error', async (t) => {
  const fixture = await openS3(t, { attempts: 1 });
  fixture.control.fail({
    operation: 'CompleteMultipartUpload',
    status: 200,
    code: 'InternalError',
  });
  await rejects(t, fixture.store.put('test/a', createSource(6 * MIB)), 'unavailable');
  await isEmpty(t, fixture);
});

test.serial(
  'a body that breaks off or stalls is an error, a reader that pauses is none',
  async (t) => {
    const { store, control } = await openS3(t, { idleMs: 150 });
    await store.put('a', createSource(4 * MIB));
    control.interrupt({ operation: 'GetObject', how: 'cut', afterBytes: MIB });
    await rejects(t, readAll(await store.get('a')), 'unavailable');

    const paused = await store.get('a');
    const chunks = paused[Symbol.asyncIterator]();
    const { value: first } = await chunks.next();
    control.interrupt({ operation: 'GetObject', how: 'stall', afterBytes: MIB });
    // It takes as long as the paused reader must not be given up for.
    await rejects(t, readAll(await store.get('a')), 'unavailable');
    let sizeBytes = first.length;
    for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) sizeBytes += chunk.length;
    t.is(sizeBytes, 4 * MIB);
  },
);

test.serial('a server that knows no ranges is not believed', async (t) => {
  const { store, control } = await openS3(t);
  await store.put('a', createSource(100));
  control.ignoreRange();
  await rejects(t, store.get('a', { start: 10, end: 20 }), 'bad_response');
  t.is((await readAll(await store.get('a', { start: 10, end: 20 }))).length, 11);
});

test.serial('a server that answers too late is unavailable', async (t) => {
  const { store, control } = await openS3(t, { requestMs: 200, attempts: 1 });
  control.setMode('slow', { delayMs: 60_000 });
  await rejects(t, store.head('a'), 'unavailable');
  await rejects(t, store.get('a'), 'unavailable');
  await rejects(t, store.list(''), 'unavailable');
});

test.serial('wrong credentials, a wrong region and a missing bucket', async (t) => {
  const { config } = await openS3(t);
  const missing = createObjectStore({ ...config, bucket: 'missing' });
  await rejects(t, missing.head('a'), 'unavailable');
  await missing.close();
  for (const [change, code] of [
    [{ secretAccessKey: 'wrong' }, 'denied'],
    [{ accessKeyId: 'wrong' }, 'denied'],
    [{ region: 'eu-west-2' }, 'denied'],
    [{ bucket: 'missing' }, 'unavailable'],
  ] as const) {
    const store = createObjectStore({ ...config, ...change });
    await rejects(t, store.check(), code);
    await rejects(t, store.get('a'), code);
    await rejects(t, store.list(''), code);
    await store.close();
  }
});

test.serial('redirects are not followed', async (t) => {
  let followed = 0;
  const { url } = await openServer(t, (_, response) => {
    followed += 1;
    response.end();
  });
  for (const status of [301, 302, 307]) {
    const { store } = await openServer(t, (request, response) => {
      response.writeHead(status, { location: url + request.url }).end();
    });
    await rejects(t, store.get('a'), 'bad_response');
    await rejects(t, store.put('a', createSource(1)), 'bad_response');
  }
  t.is(followed, 0);
});

test.serial("a proxy's page is not taken for S3's answer", async (t) => {
  const { store } = await openServer(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in</p>');
  });
  const part = { partNumber: 1, etag: '"x"', sizeBytes: 1 };
  const calls = [
    () => store.put('a', createSource(1)),
    () => store.delete(['a']),
    () => store.list(''),
    () => store.startUpload('a'),
    () => store.putPart('a', 'upload', 1, Buffer.alloc(1)),
    () => store.listParts('a', 'upload'),
    () => store.completeUpload('a', 'upload', [part]),
    () => store.listUploads(''),
    () => store.get('a', { start: 0, end: 3 }),
  ];
  for (const call of calls) await rejects(t, call(), 'bad_response');
});

test.serial('an answer without an end is not read to its end', async (t) => {
  const line = Buffer.from(`<Contents>${'x'.repeat(65_536)}</Contents>`);
  const { store } = await openServer(t, (_, response) => {
    const write = () => {
      while (!response.destroyed && response.write(line));
    };
    response.on('drain', write);
    write();
  });
  await rejects(t, store.list(''), 'bad_response');
});

test.serial('a port where nobody listens is unavailable', async (t) => {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const store = createObjectStore(toConfig(`http://127.0.0.1:${port}`), { attempts: 1 });
  await rejects(t, store.list(''), 'unavailable');
  await store.close();
});

test.serial('a certificate that no authority vouches for is refused', async (t) => {
  let requests = 0;
  const server = createTlsServer(await createSelfSigned({ dns: ['localhost'] }), (_, response) => {
    requests += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const store = createObjectStore(toConfig(`https://localhost:${port}`), { attempts: 1 });
  await rejects(t, store.list(''), 'unavailable');
  await store.close();
  t.is(requests, 0);
});

test.serial('a folder that is not there is unavailable, not empty', async (t) => {
  const store = createObjectStore({ kind: 'folder', path: '/nonexistent/vektra' });
  await rejects(t, store.get('a'), 'unavailable');
  await rejects(t, store.head('a'), 'unavailable');
  await rejects(t, store.list(''), 'unavailable');
  await rejects(t, store.put('a', createSource(1)), 'unavailable');
  await rejects(t, store.check(), 'unavailable');
});

test.serial("a file system's errors", (t) => {
  const codes = { ENOSPC: 'full', EDQUOT: 'full', EROFS: 'read_only', EACCES: 'denied' };
  for (const [system, code] of Object.entries({ ...codes, EPERM: 'denied', EIO: 'unavailable' })) {
    const cause = Object.assign(new Error('/private/path'), { code: system });
    const error = mapFolderError(cause, 'put');
    t.is(error.message, `${code} (put)`);
    t.is(error.cause, undefined);
  }
});
