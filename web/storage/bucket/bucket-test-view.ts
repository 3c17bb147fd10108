import type { BucketTestResult, BucketTestStep } from '../../../domain/storage/types.ts';
import type { StorageTranslate } from '../strings.en.ts';
import {
  BUCKET_FIELDS,
  BUCKET_STEPS,
  type BucketCode,
  type BucketField,
  presentBucketCode,
} from './bucket-codes.ts';

const FIELD_BY_CODE: Partial<Record<BucketCode, BucketField>> = {
  SCHEME: 'endpoint',
  CA: 'ca',
  BUCKET: 'bucket',
};

/** The steps of a test whose result is not known yet. */
export const PENDING_BUCKET_STEPS = BUCKET_STEPS.map((step) => ({ step, state: 'waits' }) as const);

export const describeBucketStep = (t: StorageTranslate, step: BucketTestStep): string =>
  t(`bucket.test.step.${step}`);

/** How a test went, with every step: also those that it did not come to. */
export function presentBucketTest(from: BucketTestResult) {
  const failedAt = from.steps.find(({ passed }) => !passed)?.step ?? null;
  const code = from.code && presentBucketCode(from.code, failedAt === 'connect');
  return {
    passed: from.passed,
    /** Whether it came to the bucket: the input itself was right. */
    wasTried: from.steps.length > 0,
    steps: BUCKET_STEPS.map((step) => {
      const attempted = from.steps.find((each) => each.step === step);
      const state = !attempted ? 'waits' : attempted.passed ? 'passed' : 'failed';
      return { step, state } as const;
    }),
    code,
    field:
      BUCKET_FIELDS.find((each) => each === from.field) ??
      (code === null ? null : FIELD_BY_CODE[code]) ??
      null,
  };
}

export type BucketTestView = ReturnType<typeof presentBucketTest>;

/** What a form without script shows again after a test that failed: never the secret key. */
export const presentTypedBucket = (
  from: Record<Exclude<BucketField, 'secretAccessKey'>, string>,
) => ({
  endpoint: from.endpoint,
  bucket: from.bucket,
  region: from.region,
  accessKeyId: from.accessKeyId,
  addressing: from.addressing,
  ca: from.ca,
});

export type TypedBucket = ReturnType<typeof presentTypedBucket>;
