import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import test, { type ExecutionContext } from 'ava';
import { type Certificate, createAuthority } from '../../../sandbox/databases/certificates.ts';
import { CustomerBucketError } from '../../../tenancy/buckets/error.ts';
import { testBucket } from '../../../tenancy/buckets/test-bucket.ts';
import type { CustomerBucket } from '../../../tenancy/buckets/types.ts';
import { createAddressGuard } from '../../../tenancy/customer-database/index.ts';
import { openStandIn } from '../files/stores.ts';

type GuardOptions = Partial<Parameters<typeof createAddressGuard>[0]>;

/** The steps that passed, then how it ended. */
async function run(bucket: CustomerBucket, options: GuardOptions = {}): Promise<string> {
  const steps: string[] = [];
  const guard = createAddressGuard({
    internalHosts: [],
    allowedAddresses: ['127.0.0.0/8'],
    ...options,
  });
  const end = await testBucket(bucket, guard, (step, passed) =>
    steps.push(passed ? step : `${step}:`),
  ).then(
    () => 'passed',
    (error) => {
      if (!(error instanceof CustomerBucketError)) throw error;
      return error.code;
    },
  );
  return [...steps, end].join(' ');
}

async function openBucket(t: ExecutionContext) {
  const { s3, config } = await openStandIn(t);
  const { kind: _, ...bucket } = config;
  return { s3, bucket: { ...bucket, ca: null } satisfies CustomerBucket };
}

test('a bucket that can be used passes each step, and nothing is left in it', async (t) => {
  const { s3, bucket } = await openBucket(t);
  t.is(await run(bucket), 'connect write read list multipart delete passed');
  const count = (operation: string) =>
    s3.control.requests.filter((each) => each.operation === operation).length;
  t.is(count('PutObject'), count('DeleteObjects'));
  t.is(count('CreateMultipartUpload'), count('AbortMultipartUpload'));
});

test('each right that is missing fails its step, and what was written is removed', async (t) => {
  const { s3, bucket } = await openBucket(t);
  for (const [operation, step] of [
    ['HeadBucket', 'connect'],
    ['PutObject', 'write'],
    ['GetObject', 'read'],
    ['ListObjectsV2', 'list'],
    ['CreateMultipartUpload', 'multipart'],
    ['UploadPart', 'multipart'],
    ['ListParts', 'multipart'],
    ['AbortMultipartUpload', 'multipart'],
    ['ListMultipartUploads', 'multipart'],
    ['DeleteObjects', 'delete'],
  ] as const) {
    s3.control.fail({ operation, status: 403, code: 'AccessDenied' });
    t.regex(await run(bucket), new RegExp(`(^| )${step}: DENIED$`), operation);
    s3.control.reset();
  }
});

test('what is wrong with the bucket or its server is told by a code', async (t) => {
  const { s3, bucket } = await openBucket(t);
  t.is(await run({ ...bucket, secretAccessKey: 'other' }), 'connect: DENIED');
  t.is(await run({ ...bucket, bucket: 'missing' }), 'connect: BUCKET');
  s3.control.setMode('full');
  t.is(await run(bucket), 'connect write: FULL');
  s3.control.setMode('read_only');
  t.is(await run(bucket), 'connect write: READ_ONLY');
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await new Promise((resolve) => silent.close(resolve));
  t.is(await run({ ...bucket, endpoint: `http://127.0.0.1:${port}` }), 'connect: REFUSED');
});

test('no address is connected to that the guard refuses, whatever the endpoint says', async (t) => {
  const { bucket } = await openBucket(t);
  const to = (endpoint: string, options: GuardOptions = {}) =>
    run({ ...bucket, endpoint }, options);
  t.is(await to('http://169.254.169.254'), 'connect: ADDRESS');
  t.is(await to('https://[::ffff:10.0.0.1]'), 'connect: ADDRESS');
  t.is(await to(bucket.endpoint, { allowedAddresses: [] }), 'connect: ADDRESS');
  const resolveHost = async (host: string) => {
    if (host === 'private.example') return ['10.0.0.1'];
    if (host === 'public.example') return ['203.0.113.7', '8.8.8.8'];
    if (host === 'open.example') return ['8.8.8.8'];
    throw new Error('ENOTFOUND');
  };
  t.is(await to('https://private.example', { resolveHost }), 'connect: ADDRESS');
  t.is(await to('https://missing.example', { resolveHost }), 'connect: HOST');
  // Plain text stays within networks that the operator has allowed.
  t.is(await to('http://open.example', { resolveHost }), 'connect: SCHEME');
  // A bucket's name in front of the host is looked up too.
  const asked = new Set<string>();
  const listen = async (host: string) => {
    asked.add(host);
    return ['10.0.0.1'];
  };
  const hosted = { ...bucket, endpoint: 'https://files.example', forcePathStyle: false };
  t.is(await run(hosted, { resolveHost: listen }), 'connect: ADDRESS');
  t.deepEqual([...asked], ['files.files.example']);
});

test('a name is resolved and checked anew for each connection', async (t) => {
  const { s3, bucket } = await openBucket(t);
  let asked = 0;
  const resolveHost = async () => [asked++ === 0 ? '127.0.0.1' : '10.0.0.1'];
  const endpoint = `http://rebound.example:${new URL(bucket.endpoint).port}`;
  s3.control.interrupt({ operation: 'PutObject', how: 'cut', afterBytes: 0 });
  t.is(await run({ ...bucket, endpoint }, { resolveHost }), 'connect write: ADDRESS');
});

test('the certificate is verified, by the authority that was given', async (t) => {
  const { bucket } = await openBucket(t);
  const authority = await createAuthority();
  const serve = async (certificate: Certificate): Promise<string> => {
    const server = createTlsServer(certificate, (stream) => {
      const upstream = connect(Number(new URL(bucket.endpoint).port), '127.0.0.1');
      stream.on('error', () => upstream.destroy());
      upstream.on('error', () => stream.destroy());
      stream.pipe(upstream).pipe(stream);
    }).listen(0, '127.0.0.1');
    t.teardown(() => void server.close());
    await once(server, 'listening');
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const right = await serve(await authority.issue({ ip: ['127.0.0.1'] }));
  const wrongName = await serve(await authority.issue({ ip: ['127.0.0.2'] }));
  const { ca } = authority;
  t.regex(await run({ ...bucket, endpoint: right, ca }), /passed$/);
  t.is(await run({ ...bucket, endpoint: right }), 'connect: CERTIFICATE');
  t.is(await run({ ...bucket, endpoint: wrongName, ca }), 'connect: CERTIFICATE');
  const plain = bucket.endpoint.replace('http:', 'https:');
  t.is(await run({ ...bucket, endpoint: plain }), 'connect: TLS');
});
