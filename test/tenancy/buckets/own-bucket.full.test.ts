import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { bindOperatorOperations } from '../../../domain/index.ts';
import {
  type BucketInput,
  createTenancy,
  type SecretStore,
  type WrittenFile,
} from '../../../tenancy/index.ts';
import {
  createTenancyConfig,
  getSharedSecretStore,
  newGuildId,
  testDatabases,
} from '../../helpers/databases.ts';
import { addFileFolders } from '../../helpers/file-folders.ts';
import { runAsSuperuser } from '../../helpers/postgres.ts';
import { KEYS, openStandIn } from '../files/stores.ts';

const OPERATOR = { userId: '77', name: 'Mara', signedInAt: 'command-line' } as const;
const HOUR_MS = 3_600_000;
const noStep = () => {};
const never = new AbortController().signal;

async function* stream(content: Buffer) {
  yield content;
}

/** Standbys of Vault are behind for a moment, and nothing announces it. */
async function untilGone(secrets: SecretStore, ref: string, version?: number): Promise<void> {
  for (;;) {
    const error = await secrets.get(ref, version).then(
      () => null,
      (reason) => reason,
    );
    if (error?.code === 'not_found') return;
    if (error) throw error;
    await wait(20);
  }
}

/** A label in the first of two regions, and buckets that may become its own. */
async function createFixture(t: ExecutionContext) {
  // Its own: sweeps of tests whose clocks differ would take each other's for old.
  const urls = await testDatabases(['eu-uk', 'us-west'], { own: true });
  const config = createTenancyConfig(urls);
  const secrets = await getSharedSecretStore();
  let offsetMs = 0;
  const tenancy = createTenancy(
    {
      ...config,
      regions: addFileFolders(config.regions, (remove) => t.teardown(remove)),
      customerDatabases: { allowedAddresses: ['127.0.0.0/8'], egressAddresses: [] },
    },
    { secrets, now: () => Date.now() + offsetMs },
  );
  t.teardown(() => tenancy.close());
  const guildId = newGuildId();
  await tenancy.provision(guildId, 'eu-uk');
  const control = new URL(urls.control).pathname.slice(1);

  const keep = async (content: Buffer): Promise<WrittenFile> => {
    const files = await tenancy.files(guildId);
    const written = await files.write(uuidv7(), stream(content), { maxBytes: content.length });
    await tenancy.write(guildId, (db) =>
      db.table('files').insert({
        id: written.id,
        subject_type: 'submission',
        subject_id: '1',
        origin: 'form',
        name: 'glass.wav',
        size_bytes: written.sizeBytes,
        state: 'ready',
        store: written.store,
        sealed_key: written.sealedKey,
        sha256: written.sha256,
        attempts: 0,
        created_at: db.now,
      }),
    );
    return written;
  };
  return {
    tenancy,
    guildId,
    secrets,
    keep,
    openBucket: async () => {
      const { s3, config: store } = await openStandIn(t);
      const { endpoint, bucket } = store;
      return { s3, input: { endpoint, bucket, ...KEYS } satisfies BucketInput };
    },
    connect: (input: BucketInput) =>
      tenancy.buckets.connect(guildId, input, { requestedBy: '1', onStep: noStep }),
    gather: () => tenancy.gatherFiles(guildId, never),
    wait: (ms: number) => (offsetMs += ms),
    readStores: () =>
      tenancy.read(guildId, async (db) =>
        (await db.table('files').orderBy('id').select('store')).map(({ store }) => store),
      ),
    list: async (store: string) =>
      (await (await tenancy.files(guildId)).list(store)).files.map(({ id }) => id).sort(),
    async read(file: WrittenFile) {
      const row = await tenancy.read(guildId, (db) =>
        db.table('files').where('id', file.id).first('store'),
      );
      const files = await tenancy.files(guildId);
      return buffer(await files.open({ ...file, store: String(row?.store) }));
    },
    queryControl: async (sql: string) => (await runAsSuperuser(sql, control)).rows,
  };
}

test('files follow into the bucket, and back; its credentials are destroyed then', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId, secrets, keep, gather, list, read } = fixture;
  const content = randomBytes(300_000);
  const early = await keep(content);
  const { input } = await fixture.openBucket();
  t.deepEqual(await fixture.connect(input), { effect: 'connected' });
  t.true(await tenancy.isRelocatingFiles(guildId));

  const later = await keep(content);
  t.regex(later.store, /^own:/);
  t.deepEqual(await read(early), content);
  await gather();
  t.deepEqual(await fixture.readStores(), [later.store, later.store]);
  t.deepEqual(await list('eu-uk'), []);
  t.deepEqual(await list(later.store), [early.id, later.id].sort());
  t.deepEqual(await read(early), content);
  t.false(await tenancy.isRelocatingFiles(guildId));
  // An upload of before may still leave something for an hour.
  t.true(await gather());
  fixture.wait(1.1 * HOUR_MS);
  t.true(await gather());
  t.false(await gather());

  const [row] = await fixture.queryControl(
    `SELECT * FROM file_buckets WHERE guild_id = ${guildId}`,
  );
  const ref: string = row.secret_ref;
  t.notRegex(JSON.stringify(row), /127\.0\.0\.1|files|test-access/);
  await tenancy.buckets.disconnect(guildId);
  t.is(await tenancy.buckets.getInfo(guildId), null);
  t.deepEqual(await read(early), content);
  await gather();
  t.deepEqual(await fixture.readStores(), ['eu-uk', 'eu-uk']);
  t.deepEqual(await list(later.store), []);
  t.deepEqual(await read(later), content);
  await tenancy.sweepSecrets();
  await t.notThrowsAsync(secrets.get(ref));
  fixture.wait(1.1 * HOUR_MS);
  await gather();
  fixture.wait(HOUR_MS);
  await tenancy.sweepSecrets();
  await tenancy.sweepSecrets();
  await untilGone(secrets, ref);
  t.pass();
});

test('new keys of the bucket in use are its next version; nothing moves', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId, secrets } = fixture;
  const { input } = await fixture.openBucket();
  await fixture.connect(input);
  const content = randomBytes(1_000);
  const file = await fixture.keep(content);
  fixture.wait(1.1 * HOUR_MS);
  await fixture.gather();
  t.deepEqual(await fixture.connect(input), { effect: 'rotated' });
  t.like(await tenancy.buckets.getInfo(guildId), { secretVersion: 2 });
  t.false(await tenancy.isRelocatingFiles(guildId));
  t.deepEqual(await fixture.read(file), content);
  const { bucket } = await tenancy.getPlacement(guildId);
  fixture.wait(HOUR_MS);
  await tenancy.sweepSecrets();
  await untilGone(secrets, bucket!.ref, 1);
  t.is((await secrets.get(bucket!.ref)).version, 2);
  t.deepEqual(await fixture.read(file), content);
});

test('another bucket takes the place of the one in use; files go from one to the other', async (t) => {
  const fixture = await createFixture(t);
  const [first, second] = [await fixture.openBucket(), await fixture.openBucket()];
  await fixture.connect(first.input);
  const content = randomBytes(100_000);
  const file = await fixture.keep(content);
  t.deepEqual(await fixture.connect(second.input), { effect: 'connected' });
  t.deepEqual(await fixture.read(file), content);
  await fixture.gather();
  const [store] = await fixture.readStores();
  t.not(store, file.store);
  t.deepEqual(await fixture.list(file.store), []);
  await first.s3.close();
  t.deepEqual(await fixture.read(file), content);
});

test('a bucket that is given twice, by whatever address, keeps its files', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId } = fixture;
  const { input } = await fixture.openBucket();
  await fixture.connect(input);
  const content = randomBytes(100_000);
  const file = await fixture.keep(content);
  // Before its files could go back it is connected again, then by another name of its server.
  await tenancy.buckets.disconnect(guildId);
  t.deepEqual(await fixture.connect(input), { effect: 'connected' });
  const alias = { ...input, endpoint: input.endpoint.replace('127.0.0.1', 'localhost') };
  t.deepEqual(await fixture.connect(alias), { effect: 'connected' });
  await fixture.gather();
  fixture.wait(2 * HOUR_MS);
  await fixture.gather();
  const [store] = await fixture.readStores();
  t.not(store, file.store);
  t.deepEqual(await fixture.list(String(store)), [file.id]);
  t.deepEqual(await fixture.read(file), content);
});

test('a former bucket that is gone keeps no other files from moving', async (t) => {
  const fixture = await createFixture(t);
  const [first, second] = [await fixture.openBucket(), await fixture.openBucket()];
  const { tenancy, guildId } = fixture;
  await fixture.connect(first.input);
  const lost = await fixture.keep(randomBytes(1_000));
  await tenancy.buckets.disconnect(guildId);
  const content = randomBytes(1_000);
  const other = await fixture.keep(content);
  await first.s3.close();
  await fixture.connect(second.input);
  await t.throwsAsync(fixture.gather(), { code: 'unavailable' });
  const [storeOfLost, storeOfOther] = await fixture.readStores();
  t.is(storeOfLost, lost.store);
  t.regex(String(storeOfOther), /^own:/);
  t.deepEqual(await fixture.list('eu-uk'), []);
  t.deepEqual(await fixture.read(other), content);
});

test('a test that fails changes nothing and keeps no secret', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId } = fixture;
  const { input } = await fixture.openBucket();
  await t.throwsAsync(fixture.connect({ ...input, secretAccessKey: 'other-secret' }), {
    code: 'DENIED',
  });
  t.is(await tenancy.buckets.getInfo(guildId), null);
  t.deepEqual(
    await fixture.queryControl(`SELECT 1 FROM file_buckets WHERE guild_id = ${guildId}`),
    [],
  );
});

test('a candidate that a process left behind is destroyed', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId, secrets } = fixture;
  const ref = `tenants/${guildId}/db/left-behind`;
  await fixture.queryControl(
    `INSERT INTO file_buckets (secret_ref, guild_id, version, sealed_identity, state, created_by, created_at, changed_at)
     VALUES ('${ref}', ${guildId}, 1, 'x', 'candidate', 1, ${Date.now()}, ${Date.now()})`,
  );
  await secrets.put(ref, { endpoint: 'x' }, 0);
  await tenancy.sweepSecrets();
  await t.notThrowsAsync(secrets.get(ref));
  fixture.wait(HOUR_MS);
  await tenancy.sweepSecrets();
  await untilGone(secrets, ref);
  t.pass();
});

test('a row that names another guild’s bucket, or one that was revoked, opens nothing', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId } = fixture;
  const { s3, input } = await fixture.openBucket();
  await fixture.connect(input);
  const file = await fixture.keep(randomBytes(1_000));
  const stranger = newGuildId();
  await tenancy.provision(stranger, 'eu-uk');
  const strangersFiles = await tenancy.files(stranger);
  const requests = s3.control.requests.length;
  await t.throwsAsync(strangersFiles.list(file.store), { code: 'refused' });
  await t.throwsAsync(strangersFiles.list('own:../../1/db/x'), { code: 'refused' });
  t.is(s3.control.requests.length, requests);

  await fixture.queryControl(
    `UPDATE guilds SET bucket_version = NULL WHERE guild_id = ${guildId} RETURNING 1`,
  );
  while ((await tenancy.getPlacement(guildId)).bucket?.version)
    await new Promise((resolve) => setImmediate(resolve));
  await t.throwsAsync(fixture.read(file), { code: 'refused' });
});

test('an operator sees the bucket’s secret among the others, asks for new keys, and revokes it', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId, secrets } = fixture;
  const operations = bindOperatorOperations({
    tenancy,
    now: Date.now,
    discordUrl: 'https://x.test',
  });
  const { s3, input } = await fixture.openBucket();
  await fixture.connect(input);
  const content = randomBytes(1_000);
  const file = await fixture.keep(content);
  const list = async () =>
    (await operations.operator.listSecrets(OPERATOR, { guildId, before: null })).items;
  const [secret, ...others] = await list();
  t.like(secret, { engine: 's3', server: 'S3', state: 'active', version: 1, guildId });
  t.deepEqual(others, []);
  const { ref } = secret!;

  await operations.operator.changeSecret(OPERATOR, {
    ref,
    change: 'rotate',
    reason: 'they leaked',
  });
  t.truthy((await tenancy.buckets.getInfo(guildId))?.rotationRequestedAt);
  await fixture.connect(input);
  t.like(await tenancy.buckets.getInfo(guildId), { rotationRequestedAt: null, secretVersion: 2 });

  await operations.operator.changeSecret(OPERATOR, {
    ref,
    change: 'revoke',
    reason: 'they leaked',
  });
  while ((await tenancy.getPlacement(guildId)).bucket?.version)
    await new Promise((resolve) => setImmediate(resolve));
  const requests = s3.control.requests.length;
  await t.throwsAsync(fixture.read(file), { code: 'refused' });
  t.is(s3.control.requests.length, requests);
  t.like(await tenancy.buckets.getInfo(guildId), { secretVersion: null });
  await tenancy.sweepSecrets();
  await untilGone(secrets, ref);
  t.like((await list())[0], { state: 'destroyed' });
  // New keys take it into use again, with what lies in it.
  t.deepEqual(await fixture.connect(input), { effect: 'connected' });
  await fixture.gather();
  t.deepEqual(await fixture.read(file), content);
});

test('while the bucket is away its files are unavailable, and nothing is lost', async (t) => {
  const fixture = await createFixture(t);
  const { s3, input } = await fixture.openBucket();
  const content = randomBytes(100_000);
  const early = await fixture.keep(content);
  await fixture.connect(input);
  s3.control.setMode('away');
  await t.throwsAsync(fixture.gather(), { code: 'unavailable' });
  t.deepEqual(await fixture.read(early), content);
  await t.throwsAsync(fixture.keep(content), { code: 'unavailable' });
  s3.control.reset();
  await fixture.gather();
  t.deepEqual(await fixture.read(early), content);
  t.deepEqual(await fixture.list('eu-uk'), []);
});

test('a move to another region leaves the files in the guild’s own bucket', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId } = fixture;
  const { input } = await fixture.openBucket();
  await fixture.connect(input);
  const content = randomBytes(10_000);
  const file = await fixture.keep(content);
  const move = await tenancy.storage.moveToRegion(guildId, {
    region: 'us-west',
    requestedBy: '1',
    reason: 'test',
  });
  await tenancy.moves.run(move.id, never);
  t.is((await tenancy.getPlacement(guildId)).region, 'us-west');
  t.deepEqual(await fixture.readStores(), [file.store]);
  t.deepEqual(await fixture.read(file), content);
  await tenancy.buckets.disconnect(guildId);
  await fixture.gather();
  t.deepEqual(await fixture.readStores(), ['us-west']);
  t.deepEqual(await fixture.read(file), content);
});

test('guilds whose files are to be gathered are listed page by page, and each day anew', async (t) => {
  const fixture = await createFixture(t);
  const { tenancy, guildId } = fixture;
  const { input } = await fixture.openBucket();
  const isListed = async () => {
    for (let after: string | null = null; ; ) {
      const page: string[] = await tenancy.listFileRelocations(after, 1);
      if (page.includes(guildId)) return true;
      after = page[0] ?? null;
      if (after === null) return false;
    }
  };
  t.false(await isListed());
  await fixture.connect(input);
  t.true(await isListed());
  fixture.wait(1.1 * HOUR_MS);
  await fixture.gather();
  t.false(await isListed());
  fixture.wait(25 * HOUR_MS);
  t.true(await isListed());
});
