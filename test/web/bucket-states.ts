import type { ExecutionContext } from 'ava';
import { type LocalS3, startS3 } from '../../sandbox/s3/index.ts';
import { runAsSuperuser } from '../helpers/postgres.ts';
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

/** As after an operator has revoked its credentials. */
export const revokeBucket = ({ app, guildId }: WebLabel) =>
  runAsSuperuser(
    `UPDATE guilds SET bucket_version = NULL WHERE guild_id = ${guildId}`,
    new URL(app.databases.control).pathname.slice(1),
  );

/** As after a worker has brought all files to where they are kept now. */
export const endRelocation = ({ app, guildId }: WebLabel) =>
  runAsSuperuser(
    `DELETE FROM file_relocations WHERE guild_id = ${guildId}`,
    new URL(app.databases.control).pathname.slice(1),
  );
