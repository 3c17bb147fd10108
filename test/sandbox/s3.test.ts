import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import test, { type ExecutionContext } from 'ava';
import { type LocalS3, type LocalS3Options, startS3 } from '../../sandbox/s3/index.ts';

const KEYS = { accessKeyId: 'AKLOCAL', secretAccessKey: 'the-secret' };
const REGION = 'us-east-1';
const EMPTY_HASH = sha256('');

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

/** A request as it is signed, and what is changed afterwards. */
interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Instead of the body's own. */
  payloadHash?: string;
  secret?: string;
  accessKeyId?: string;
  region?: string;
  at?: number;
  /** Headers that the signature leaves out. */
  unsigned?: Record<string, string>;
  /** What is sent in the place of what was signed. */
  sent?: { method?: string; path?: string; headers?: Record<string, string>; body?: string };
}

/** Signs by the specification, on its own: the server and the SDK could share a mistake. */
function sign(s3: LocalS3, raw: RawRequest) {
  const { method, path: target, body = '', secret = KEYS.secretAccessKey, region = REGION } = raw;
  const date = new Date(raw.at ?? Date.now()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
  const payloadHash = raw.payloadHash ?? sha256(body);
  const headers: Record<string, string> = {
    ...raw.headers,
    host: new URL(s3.url).host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': date,
  };
  const names = Object.keys(headers).sort();
  const [uri = '', query = ''] = target.split('?');
  const canonical = [
    method,
    uri,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(
    (each, part) => hmac(each, part),
    hmac(`AWS4${secret}`, date.slice(0, 8)),
  );
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${raw.accessKeyId ?? KEYS.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { headers: { ...headers, authorization }, signature, key, date, scope };
}

interface RawResponse {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  /** Of an error document. */
  code: string | undefined;
}

function send(s3: LocalS3, raw: RawRequest): Promise<RawResponse> {
  const { method, path: target, body = '', unsigned, sent } = { sent: undefined, ...raw };
  const content = sent?.body ?? body;
  const headers = {
    ...sign(s3, raw).headers,
    ...(method === 'GET' || method === 'HEAD'
      ? {}
      : { 'content-length': String(Buffer.byteLength(content)) }),
    ...unsigned,
    ...sent?.headers,
  };
  return new Promise((resolve, reject) => {
    const url = new URL(s3.url);
    const request = httpRequest(
      {
        host: url.hostname,
        port: url.port,
        method: sent?.method ?? method,
        path: sent?.path ?? target,
        headers,
        agent: false,
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          code: /<Code>(\w+)<\/Code>/.exec(text)?.[1],
        });
      },
    );
    request.on('error', reject).end(content);
  });
}

async function open(t: ExecutionContext, options: Partial<LocalS3Options> = {}): Promise<LocalS3> {
  const s3 = await startS3({ port: 0, buckets: ['files', 'other'], ...KEYS, ...options });
  t.teardown(() => s3.close());
  return s3;
}

/** A client as the SDK sets it up by itself: checksums wherever it can. */
function createClient(t: ExecutionContext, s3: LocalS3): S3Client {
  const client = new S3Client({
    endpoint: s3.url,
    region: REGION,
    credentials: KEYS,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  t.teardown(() => client.destroy());
  return client;
}

const put: RawRequest = { method: 'PUT', path: '/files/a', body: 'hello' };

test('what is signed well is accepted, and stored with its MD5', async (t) => {
  const s3 = await open(t);
  const { status, headers } = await send(s3, put);
  t.is(status, 200);
  t.is(headers['etag'], `"${createHash('md5').update('hello').digest('hex')}"`);
  const got = await send(s3, { method: 'GET', path: '/files/a' });
  t.like(got, { status: 200, body: 'hello' });
});

const refusals: Record<string, [RawRequest, status: number, code: string]> = {
  'a wrong secret': [{ ...put, secret: 'other' }, 403, 'SignatureDoesNotMatch'],
  'an unknown access key': [{ ...put, accessKeyId: 'AKOTHER' }, 403, 'InvalidAccessKeyId'],
  'another region': [{ ...put, region: 'eu-west-2' }, 400, 'AuthorizationHeaderMalformed'],
  'a clock that is 16 minutes behind': [
    { ...put, at: Date.now() - 16 * 60_000 },
    403,
    'RequestTimeTooSkewed',
  ],
  'another body than was signed': [
    { ...put, sent: { body: 'jello' } },
    400,
    'XAmzContentSHA256Mismatch',
  ],
  'another path than was signed': [
    { ...put, sent: { path: '/files/b' } },
    403,
    'SignatureDoesNotMatch',
  ],
  'another query than was signed': [
    { ...put, sent: { path: '/files/a?x-id=PutObject' } },
    403,
    'SignatureDoesNotMatch',
  ],
  'another method than was signed': [
    { ...put, sent: { method: 'DELETE' } },
    403,
    'SignatureDoesNotMatch',
  ],
  'an altered header': [
    { ...put, headers: { 'x-amz-meta-a': '1' }, sent: { headers: { 'x-amz-meta-a': '2' } } },
    403,
    'SignatureDoesNotMatch',
  ],
  'an Amazon header that is not signed': [
    { ...put, unsigned: { 'x-amz-meta-a': '1' } },
    403,
    'AccessDenied',
  ],
  'no authorization': [
    { ...put, sent: { headers: { authorization: '' } } },
    400,
    'AuthorizationHeaderMalformed',
  ],
  'a hash that is none': [{ ...put, payloadHash: 'abc' }, 400, 'InvalidArgument'],
  'a wrong MD5': [
    { ...put, headers: { 'content-md5': createHash('md5').digest('base64') } },
    400,
    'BadDigest',
  ],
  'an MD5 that is none': [{ ...put, headers: { 'content-md5': 'aaaa' } }, 400, 'InvalidDigest'],
  'a wrong CRC32': [{ ...put, headers: { 'x-amz-checksum-crc32': 'AAAAAA==' } }, 400, 'BadDigest'],
  'a bucket that does not exist': [{ ...put, path: '/missing/a' }, 404, 'NoSuchBucket'],
  'an object that does not exist': [{ method: 'GET', path: '/files/missing' }, 404, 'NoSuchKey'],
  'a key that is too long': [
    { ...put, path: `/files/${'a'.repeat(1_025)}` },
    400,
    'KeyTooLongError',
  ],
  'a method that S3 does not know': [{ ...put, method: 'PATCH' }, 405, 'MethodNotAllowed'],
  'an operation that the stand-in lacks': [
    { method: 'GET', path: '/files?acl=' },
    501,
    'NotImplemented',
  ],
  'a header that the stand-in lacks': [
    { ...put, headers: { 'if-none-match': '*' } },
    501,
    'NotImplemented',
  ],
  'deleting without a checksum': [
    { method: 'POST', path: '/files?delete=', body: '<Delete></Delete>' },
    400,
    'InvalidRequest',
  ],
  'completing with what is no XML': [
    { method: 'POST', path: '/files/a?uploadId=none', body: '<Complete' },
    404,
    'NoSuchUpload',
  ],
  'a continuation token of its own making': [
    { method: 'GET', path: '/files?continuation-token=%21&list-type=2' },
    400,
    'InvalidArgument',
  ],
};

for (const [name, [raw, status, code]] of Object.entries(refusals))
  test(`refused: ${name}`, async (t) => {
    const s3 = await open(t);
    const response = await send(s3, raw);
    t.like(response, { status, code });
    t.is((await send(s3, { method: 'GET', path: '/files/a' })).status, 404);
  });

test('a request without any authorization is anonymous, and denied', async (t) => {
  const s3 = await open(t);
  const response = await fetch(`${s3.url}/files/a`);
  t.is(response.status, 403);
  t.regex(await response.text(), /<Code>AccessDenied<\/Code>/);
});

async function startUpload(s3: LocalS3): Promise<string> {
  const { body } = await send(s3, { method: 'POST', path: '/files/a?uploads=', body: '' });
  return /<UploadId>([^<]+)</.exec(body)?.[1] ?? '';
}

const sendPart = async (s3: LocalS3, uploadId: string, number: number, body: Buffer) =>
  String(
    (
      await send(s3, {
        method: 'PUT',
        path: `/files/a?partNumber=${number}&uploadId=${uploadId}`,
        body,
      })
    ).headers['etag'],
  );

const complete = (s3: LocalS3, uploadId: string, parts: [number, string][]) =>
  send(s3, {
    method: 'POST',
    path: `/files/a?uploadId=${uploadId}`,
    body: `<CompleteMultipartUpload>${parts
      .map(
        ([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
      )
      .join('')}</CompleteMultipartUpload>`,
  });

test('uploads in parts: sizes, order, ETags', async (t) => {
  const s3 = await open(t);
  const uploadId = await startUpload(s3);
  const large = Buffer.alloc(5 * 1024 * 1024, 1);
  const one = await sendPart(s3, uploadId, 1, large);
  const two = await sendPart(s3, uploadId, 2, large.subarray(1));
  const three = await sendPart(s3, uploadId, 3, Buffer.from('end'));
  const codeOf = async (parts: [number, string][]) => (await complete(s3, uploadId, parts)).code;
  t.is(await codeOf([[1, one], [2, two], [3, three]]), 'EntityTooSmall'); // biome-ignore format: one line
  t.is(await codeOf([[3, three], [1, one]]), 'InvalidPartOrder'); // biome-ignore format: one line
  t.is(await codeOf([[1, one], [1, one]]), 'InvalidPartOrder'); // biome-ignore format: one line
  t.is(await codeOf([[1, three]]), 'InvalidPart');
  t.is(await codeOf([[4, one]]), 'InvalidPart');
  t.is(await codeOf([]), 'MalformedXML');
  const { body } = await complete(s3, uploadId, [
    [1, one],
    [3, three],
  ]);
  const md5s = [one, three].map((etag) => Buffer.from(etag.slice(1, -1), 'hex'));
  const expected = createHash('md5').update(Buffer.concat(md5s)).digest('hex');
  t.regex(body, new RegExp(`<ETag>&quot;${expected}-2&quot;</ETag>`));
  t.is((await complete(s3, uploadId, [[1, one]])).code, 'NoSuchUpload');
});

test('ranges: part of the object, its end, nothing behind it', async (t) => {
  const s3 = await open(t);
  await send(s3, put);
  const get = (range: string) => send(s3, { method: 'GET', path: '/files/a', unsigned: { range } });
  const { headers, ...response } = await get('bytes=1-2');
  t.like(response, { status: 206, body: 'el' });
  t.is(headers['content-range'], 'bytes 1-2/5');
  t.is((await get('bytes=-2')).body, 'lo');
  t.is((await get('bytes=3-')).body, 'lo');
  t.is((await get('bytes=3-99')).headers['content-range'], 'bytes 3-4/5');
  t.like(await get('bytes=5-6'), { status: 416, code: 'InvalidRange' });
  t.like(await get('lines=1-2'), { status: 200, body: 'hello' });
});

/** A body in signed chunks, as the specification describes them. */
function createChunkedRequest(
  s3: LocalS3,
  chunks: string[],
  alter: (body: string) => string = (body) => body,
): RawRequest {
  const raw: RawRequest = {
    method: 'PUT',
    path: '/files/a',
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    at: Date.now(),
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(chunks.join('').length),
    },
  };
  const { signature, key, date, scope } = sign(s3, raw);
  let previous = signature;
  const body = [...chunks, ''].map((chunk) => {
    previous = hmac(
      key,
      ['AWS4-HMAC-SHA256-PAYLOAD', date, scope, previous, EMPTY_HASH, sha256(chunk)].join('\n'),
    ).toString('hex');
    return `${chunk.length.toString(16)};chunk-signature=${previous}\r\n${chunk}\r\n`;
  });
  return { ...raw, sent: { body: alter(body.join('')) } };
}

test('bodies in signed chunks', async (t) => {
  const s3 = await open(t);
  const chunks = ['a'.repeat(10_000), 'b'.repeat(9_000), 'c'];
  t.is((await send(s3, createChunkedRequest(s3, chunks))).status, 200);
  t.is((await send(s3, { method: 'GET', path: '/files/a' })).body, chunks.join(''));
  const alterations: [(body: string) => string, code: string][] = [
    [(body) => body.replace('aaa', 'aab'), 'SignatureDoesNotMatch'],
    [(body) => body.replace(/chunk-signature=./, 'chunk-signature='), 'InvalidRequest'],
    [(body) => body.slice(0, -200), 'IncompleteBody'],
    [(body) => `${body}more`, 'InvalidRequest'],
  ];
  for (const [alter, code] of alterations)
    t.is((await send(s3, createChunkedRequest(s3, chunks, alter))).code, code);
  const small = createChunkedRequest(s3, ['a', 'b']);
  t.is((await send(s3, small)).code, 'InvalidChunkSizeError');
});

test("the SDK's own way: streams in chunks with a checksum behind them", async (t) => {
  const s3 = await open(t);
  const client = createClient(t, s3);
  const { Readable } = await import('node:stream');
  const content = Buffer.alloc(200_000, 'x');
  await client.send(
    new PutObjectCommand({
      Bucket: 'files',
      Key: 'folder/with space+and/ä',
      Body: Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]),
      ContentLength: content.length,
      ContentType: 'audio/wav',
    }),
  );
  const object = { Bucket: 'files', Key: 'folder/with space+and/ä' };
  const got = await client.send(new GetObjectCommand(object));
  t.is(got.ContentType, 'audio/wav');
  t.true(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(content));
  await client.send(
    new CopyObjectCommand({
      Bucket: 'other',
      Key: 'copy',
      CopySource: `files/${encodeURIComponent(object.Key)}`,
    }),
  );
  const copy = await client.send(new HeadObjectCommand({ Bucket: 'other', Key: 'copy' }));
  t.is(copy.ContentLength, content.length);
  t.is(copy.ETag, got.ETag);
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  t.deepEqual(
    Buckets.map(({ Name }) => Name),
    ['files', 'other'],
  );
});

test('a checksum behind the body that is wrong is refused', async (t) => {
  const s3 = await open(t);
  const createRequest = (trailer: string): RawRequest => ({
    method: 'PUT',
    path: '/files/a',
    payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    headers: { 'x-amz-decoded-content-length': '5', 'x-amz-trailer': 'x-amz-checksum-crc32' },
    body: `5\r\nhello\r\n0\r\n${trailer}\r\n`,
  });
  const right = await send(s3, createRequest('x-amz-checksum-crc32:NhCmhg==\r\n'));
  t.is(right.status, 200);
  const wrong = await send(s3, createRequest('x-amz-checksum-crc32:AAAAAA==\r\n'));
  t.is(wrong.code, 'BadDigest');
  t.is((await send(s3, createRequest(''))).code, 'MalformedTrailerError');
});

test('objects and uploads survive a restart, and what nobody knows is removed', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-s3-test-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const first = await startS3({ port: 0, buckets: ['files'], ...KEYS, dataDir: folder });
  await send(first, put);
  await send(first, { ...put, body: 'hello again' });
  const uploadId = await startUpload(first);
  const etag = await sendPart(first, uploadId, 1, Buffer.from('part'));
  await first.close();
  const second = await open(t, { dataDir: folder });
  t.is((await send(second, { method: 'GET', path: '/files/a' })).body, 'hello again');
  t.is((await complete(second, uploadId, [[1, etag]])).status, 200);
  t.is((await send(second, { method: 'GET', path: '/files/a' })).body, 'part');
  t.is((await send(second, { method: 'DELETE', path: '/files/a' })).status, 204);
  t.deepEqual(readdirSync(path.join(folder, 'files')), []);
  t.deepEqual(readdirSync(path.join(folder, 'incoming')), []);
});
