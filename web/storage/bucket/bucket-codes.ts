import type { BucketTestResult, BucketTestStep } from '../../../domain/storage/types.ts';

/** The steps of a test, in their order. */
export const BUCKET_STEPS = [
  'connect',
  'write',
  'read',
  'list',
  'multipart',
  'delete',
] as const satisfies readonly BucketTestStep[];

/** The fields of the form. */
export const BUCKET_FIELDS = [
  'endpoint',
  'bucket',
  'region',
  'accessKeyId',
  'secretAccessKey',
  'addressing',
  'ca',
] as const;
export type BucketField = (typeof BUCKET_FIELDS)[number];

type ReportedCode = NonNullable<BucketTestResult['code']>;
/** One answer for all of them: else Vektra could be used to find out who listens where. */
const UNREACHABLE_CODES = ['HOST', 'ADDRESS', 'REFUSED'] as const;
type UnreachableCode = (typeof UNREACHABLE_CODES)[number];

/** Why a bucket cannot be used, as its admins may know it. */
export type BucketCode = Exclude<ReportedCode, UnreachableCode> | 'UNREACHABLE';

/** @param isBeforeContact whether nothing may have answered: a time-out then tells no more */
export const presentBucketCode = (code: ReportedCode, isBeforeContact: boolean): BucketCode =>
  isUnreachable(code) || (code === 'TIMEOUT' && isBeforeContact) ? 'UNREACHABLE' : code;

const isUnreachable = (code: ReportedCode): code is UnreachableCode =>
  UNREACHABLE_CODES.some((each) => each === code);
