import type { ObjectStoreConfig } from '../files/store/index.ts';

/**
 * A guild's own bucket, as Vault keeps it. Anything else that holds a part of it is short-lived
 * memory of one process.
 */
export type CustomerBucket = Omit<Extract<ObjectStoreConfig, { kind: 's3' }>, 'kind'> & {
  /** PEM of the authority that signed the server's certificate; null: a public one. */
  ca: string | null;
};

/** A bucket as an admin gives it. Parsed in tenancy and nowhere else. */
export interface BucketInput {
  endpoint?: string | undefined;
  region?: string | undefined;
  bucket?: string | undefined;
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
  /** `path` or `host`; empty: `path`. */
  addressing?: string | undefined;
  ca?: string | undefined;
}

/** The steps of a test, in their order. */
export type BucketTestStep =
  /** Resolve, connect, encrypt, log in; the bucket exists. */
  | 'connect'
  | 'write'
  | 'read'
  | 'list'
  /** Files come in parts. */
  | 'multipart'
  | 'delete';

/** Why a bucket cannot be used. */
export type CustomerBucketCode =
  /** A part of the input is missing, malformed or too long; `field` says which. */
  | 'FIELD'
  /** Documentation's text where a value belongs; `field` says which. */
  | 'PLACEHOLDER'
  /** http:// to the public internet, or no URL of http at all. */
  | 'SCHEME'
  | 'CA'
  /** The name has no address. */
  | 'HOST'
  /** The address is not one to connect to. */
  | 'ADDRESS'
  | 'REFUSED'
  | 'TIMEOUT'
  | 'TLS'
  | 'CERTIFICATE'
  /** The keys are wrong, or do not permit the step. */
  | 'DENIED'
  /** There is no such bucket, or it is in another region. */
  | 'BUCKET'
  | 'FULL'
  | 'READ_ONLY'
  | 'RATE_LIMITED'
  /** It is one in which Vektra keeps files itself. */
  | 'SHARED'
  /** It answers, but not as S3 does. */
  | 'PROTOCOL';

/** Called as a test goes on. */
export type OnBucketStep = (step: BucketTestStep, hasPassed: boolean) => void;

/** The bucket that a guild's files are kept in, as it may be shown: never its address. */
export interface BucketInfo {
  /** Since when these credentials are in use, epoch ms. */
  credentialsSince: number;
  /** Of its secret; null: an operator has revoked it. */
  secretVersion: number | null;
  lastUsedAt: number | null;
  /** When an operator asked for new credentials; null when nobody did. */
  rotationRequestedAt: number | null;
}

/** Guilds' own buckets. The credentials enter here, and nothing that comes out holds a part of them. */
export interface BucketAdmin {
  /**
   * Tests a bucket and takes it into use when it passes: new files go there, the others follow. When
   * it is the bucket in use, its new credentials are used from now on.
   * @throws CustomerBucketError, SecretStoreError, TenancyError
   */
  connect(
    guildId: string,
    input: BucketInput,
    options: { requestedBy: string; onStep: OnBucketStep },
  ): Promise<{ effect: 'connected' | 'rotated' }>;
  /** New files go to the home region's bucket again, the others follow. */
  disconnect(guildId: string): Promise<void>;
  /** Tests the bucket in use. @throws CustomerBucketError, SecretStoreError */
  testCurrent(guildId: string, onStep: OnBucketStep): Promise<void>;
  /** @returns null: files are kept in the home region's bucket */
  getInfo(guildId: string): Promise<BucketInfo | null>;
}
