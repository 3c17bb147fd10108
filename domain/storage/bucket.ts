import { z } from 'zod';
import type { CustomerBucketError } from '../../tenancy/index.ts';
import { VektraError } from '../errors/errors.ts';
import { getTenancyFailure } from '../errors/map-tenancy-errors.ts';
import { recordGuildEvent } from '../events/record-guild-event.ts';
import { adminMutation, adminOperation } from '../operations/other-operations.ts';
import { CA_MAX_LENGTH } from './ca-length.ts';
import { storageEvents } from './events.ts';
import type { BucketTestResult, BucketTestStep } from './types.ts';

// Only sizes are checked here: the content is parsed inside tenancy, which alone may see it.
const optionalText = z.string().max(2_000).optional();
const bucketInput = z.object({
  endpoint: optionalText,
  region: optionalText,
  bucket: optionalText,
  accessKeyId: optionalText,
  secretAccessKey: optionalText,
  addressing: optionalText,
  ca: z.string().max(CA_MAX_LENGTH).optional(),
});

/**
 * Tests a bucket and takes it into use when it passes: new files are kept there, the others follow. The
 * bucket in use with other keys: they are used from now on. A failed test is a result, not an error.
 * @throws VektraError `not_found` unless admin, `plan_required`, `secret_store_unavailable`
 */
export const connectBucket = adminOperation({
  name: 'storage.connect_bucket',
  kind: 'mutation',
  feature: 'own_bucket',
  limit: 'databaseTest',
  input: bucketInput,
  async run({ deps, caller: actor }, input): Promise<BucketTestResult> {
    const { guildId, userId } = actor;
    const result = await toTestResult((onStep) =>
      deps.tenancy.buckets.connect(guildId, input, { requestedBy: userId, onStep }),
    );
    if (result.effect)
      await recordGuildEvent(
        deps,
        actor,
        result.effect === 'connected'
          ? storageEvents.bucketConnected
          : storageEvents.bucketCredentialsRotated,
        { target: null },
      );
    return result;
  },
});

/** Tests the bucket in use. @throws VektraError `not_found` unless admin of a guild that has one */
export const retestBucket = adminOperation({
  name: 'storage.retest_bucket',
  kind: 'mutation',
  limit: 'databaseTest',
  async run({ deps: { tenancy }, caller: { guildId } }): Promise<BucketTestResult> {
    if (!(await tenancy.getPlacement(guildId)).bucket) throw new VektraError('not_found');
    return toTestResult(async (onStep) => {
      await tenancy.buckets.testCurrent(guildId, onStep);
      return { effect: null };
    });
  },
});

/**
 * Keeps files in the home region's bucket again; those in the guild's own bucket are brought there. On
 * every plan: a guild that went down must be able to leave.
 * @throws VektraError `not_found` unless admin of a guild that has one
 */
export const disconnectBucket = adminMutation({
  name: 'storage.disconnect_bucket',
  limit: 'storage',
  input: z.object({}),
  fingerprint: () => null,
  async run({ deps, caller: actor }): Promise<void> {
    const { guildId } = actor;
    if (!(await deps.tenancy.buckets.getInfo(guildId))) throw new VektraError('not_found');
    await deps.tenancy.buckets.disconnect(guildId);
    await recordGuildEvent(deps, actor, storageEvents.bucketDisconnected, { target: null });
  },
});

async function toTestResult(
  run: (
    onStep: (step: BucketTestStep, passed: boolean) => void,
  ) => Promise<Pick<BucketTestResult, 'effect'>>,
): Promise<BucketTestResult> {
  const steps: BucketTestResult['steps'] = [];
  try {
    const { effect } = await run((step, passed) => steps.push({ step, passed }));
    return { passed: true, steps, code: null, field: null, effect };
  } catch (error) {
    if (getTenancyFailure(error) !== 'customer_bucket') throw error;
    const { code, field } = error as CustomerBucketError;
    return { passed: false, steps, code, field, effect: null };
  }
}
