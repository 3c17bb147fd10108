import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { checkBuckets } from '../../tenancy/check/check-buckets.ts';
import { openStandIn, toConfig } from './files/stores.ts';

const check = async (files: Parameters<typeof checkBuckets>[0][number]['files']) =>
  (await checkBuckets([{ key: 'eu-uk', files }])).map(
    ({ setting, status, message }) => `${status} ${setting} ${message}`,
  );

test('a bucket that can be used is found so, and nothing is left in it', async (t) => {
  const { s3, config } = await openStandIn(t);
  t.deepEqual(await check(config), ['ok REGION_EU_UK_S3_BUCKET ok']);
  const { requests } = s3.control;
  const count = (operation: string) =>
    requests.filter((request) => request.operation === operation).length;
  t.is(count('PutObject'), count('DeleteObjects'));
  t.is(count('CreateMultipartUpload'), count('AbortMultipartUpload'));
});

test('what has to be changed is wrong, and names its setting', async (t) => {
  const { s3, config } = await openStandIn(t);
  const keys =
    /^wrong REGION_EU_UK_S3_ACCESS_KEY_ID, REGION_EU_UK_S3_SECRET_ACCESS_KEY, REGION_EU_UK_S3_REGION are refused/;
  const one = async (change: Partial<typeof config>) =>
    (await check({ ...config, ...change })).join();
  t.is(
    await one({ bucket: 'missing' }),
    'wrong REGION_EU_UK_S3_BUCKET names a bucket that does not exist',
  );
  t.regex(await one({ secretAccessKey: 'canary' }), keys);
  t.regex(await one({ accessKeyId: 'canary' }), keys);
  t.regex(await one({ region: 'eu-west-2' }), /^wrong REGION_EU_UK_S3_(ACCESS|ENDPOINT)/);
  s3.control.setMode('read_only');
  t.is(await one({}), 'wrong REGION_EU_UK_S3_BUCKET leads to a place that is read-only');
  s3.control.setMode('denied');
  t.regex(await one({}), keys);
  s3.control.reset();
  // Each right that the documentation asks for is used.
  for (const operation of [
    'PutObject',
    'GetObject',
    'ListObjectsV2',
    'CreateMultipartUpload',
    'AbortMultipartUpload',
    'ListMultipartUploads',
    'DeleteObjects',
  ] as const) {
    s3.control.fail({ operation, status: 403, code: 'AccessDenied' });
    t.regex(await one({}), keys, operation);
    s3.control.reset();
  }
});

test('what may be different later is away', async (t) => {
  const { s3, config } = await openStandIn(t);
  for (const [mode, code] of [
    ['away', 'unavailable'],
    ['full', 'full'],
  ] as const) {
    s3.control.setMode(mode);
    t.deepEqual(await check(config), [`away REGION_EU_UK_S3_BUCKET could not be used (${code})`]);
  }
  s3.control.reset();
  s3.control.fail({ operation: 'PutObject', status: 503, code: 'SlowDown' });
  t.deepEqual(await check(config), [
    'away REGION_EU_UK_S3_BUCKET could not be used (rate_limited)',
  ]);
  t.regex(
    (await check({ kind: 'folder', path: '/nonexistent/vektra' })).join(),
    /^away REGION_EU_UK_FILES_DIR names a folder that is missing/,
  );
});

test('two regions in one bucket are found, whatever its names are', async (t) => {
  const { config } = await openStandIn(t);
  const other = toConfig(config.endpoint.replace('127.0.0.1', 'localhost'));
  t.not(other.endpoint, config.endpoint);
  const findings = await checkBuckets([
    { key: 'eu-uk', files: config },
    { key: 'us-west', files: other },
    { key: 'none', files: null },
  ]);
  t.deepEqual(
    findings.map(({ setting, status }) => [setting, status]),
    [
      ['REGION_EU_UK_S3_BUCKET', 'ok'],
      ['REGION_US_WEST_S3_BUCKET', 'ok'],
      ['REGION_EU_UK_S3_BUCKET, REGION_US_WEST_S3_BUCKET', 'wrong'],
    ],
  );
});

test('a folder is used like a bucket', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-check-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  t.deepEqual(await check({ kind: 'folder', path: folder }), ['ok REGION_EU_UK_FILES_DIR ok']);
  const link = path.join(folder, 'objects');
  rmSync(link, { recursive: true, force: true });
  chmodSync(folder, 0o500);
  t.teardown(() => chmodSync(folder, 0o700));
  // Root writes everywhere.
  const expected =
    process.getuid?.() === 0 ? /^ok / : /^wrong REGION_EU_UK_FILES_DIR names a folder/;
  t.regex((await check({ kind: 'folder', path: folder })).join(), expected);
});
