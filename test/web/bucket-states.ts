import { Readable } from 'node:stream';
import type { ExecutionContext } from 'ava';
import { v7 as uuidv7 } from 'uuid';
import { bindOperatorOperations } from '../../domain/index.ts';
import { type LocalS3, startS3 } from '../../sandbox/s3/index.ts';
import type { WebApp } from './web-app.ts';
import { createWebLabel, type WebLabel } from './web-label.ts';

type Teardown = Pick<ExecutionContext, 'teardown'>;

/** A bucket of a label's own, as its admin gives it. */
export interface LabelBucket {
  s3: LocalS3;
  input: Record<'endpoint' | 'bucket' | 'accessKeyId' | 'secretAccessKey', string>;
}

/** Starts a local S3 with one bucket. */
export async function startBucket(t: Teardown): Promise<LabelBucket> {
  const bucket = 'nocturne-demos';
  const keys = { accessKeyId: 'AKIANOCTURNE', secretAccessKey: 'k4n4r1enV0gel/secret+key' };
  const s3 = await startS3({ port: 0, buckets: [bucket], ...keys });
  t.teardown(() => s3.close());
  return { s3, input: { endpoint: s3.url, bucket, ...keys } };
}

/** Connects a bucket, as the label's admin does. */
export async function connectBucket({ operations, admin }: WebLabel, { input }: LabelBucket) {
  const result = await operations.storage.connectBucket(admin, input);
  if (!result.passed) throw new Error(`the bucket's test failed: ${result.code}`);
}

/** A label on a plan with it, in a bucket of its own. */
export async function createLabelWithBucket(t: Teardown, app: WebApp) {
  const label = await createWebLabel(app, { plan: 'pro_plus' });
  await keepFile(label);
  const bucket = await startBucket(t);
  await connectBucket(label, bucket);
  return { ...label, bucket };
}

/** A label in a bucket of its own, whose plan with it has ended. */
export async function createLabelWithBucketAfterPlan(t: Teardown, app: WebApp) {
  const label = await createLabelWithBucket(t, app);
  const { control } = app.tenancy;
  const change = { operator: 'test', reason: 'test', now: Date.now() };
  for (const { id } of await control.listGrants(label.guildId))
    await control.endGrant({ id, ...change });
  await control.grantPlan({ guildId: label.guildId, plan: 'starter', endsAt: null, ...change });
  return label;
}

/** An operator revokes its credentials. */
export async function revokeBucket({ app: { tenancy }, guildId }: WebLabel): Promise<void> {
  const { operator } = bindOperatorOperations({
    tenancy,
    now: Date.now,
    discordUrl: 'https://discord.test',
  });
  const person = { userId: '1', name: 'Mara', signedInAt: 'command-line' } as const;
  const { items } = await operator.listSecrets(person, { guildId, before: null });
  const ref = items.find(({ engine, state }) => engine === 's3' && state === 'active')?.ref ?? '';
  await operator.changeSecret(person, { ref, change: 'revoke', reason: 'a test' });
}

/** A file of the label's, kept where its files are kept now. */
export async function keepFile({ app: { tenancy }, guildId }: WebLabel): Promise<void> {
  const content = Buffer.from('a sound');
  const files = await tenancy.files(guildId);
  const { id, store, sealedKey, sha256 } = await files.write(uuidv7(), Readable.from([content]), {
    maxBytes: content.length,
  });
  await tenancy.write(guildId, (db) =>
    db.table('files').insert({
      id,
      subject_type: 'submission',
      subject_id: '1',
      origin: 'form',
      name: 'glass-horizon.wav',
      size_bytes: content.length,
      state: 'ready',
      store,
      sealed_key: sealedKey,
      sha256,
      attempts: 0,
      created_at: db.now,
    }),
  );
}

/** A worker brings all files to where they are kept now. */
export const gatherFiles = ({ app: { tenancy }, guildId }: WebLabel) =>
  tenancy.gatherFiles(guildId, new AbortController().signal);
