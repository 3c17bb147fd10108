import path from 'node:path';
import type { ObjectStoreConfig } from './types.ts';

const REQUIRED_SUFFIXES = ['_ENDPOINT', '_BUCKET', '_ACCESS_KEY_ID', '_SECRET_ACCESS_KEY'] as const;
const OPTIONAL_SUFFIXES = ['_REGION', '_PATH_STYLE'] as const;
const BUCKET_PATTERN = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION_PATTERN = /^[a-z0-9-]{1,64}$/;

export const isBucketName = (text: string): boolean => BUCKET_PATTERN.test(text);
export const isRegionName = (text: string): boolean => REGION_PATTERN.test(text);

/**
 * Reads where files are kept: `<prefix>_S3_…` or `<prefix>_FILES_DIR`.
 * @returns null when none of them is set
 * @throws Error that names the variable, never a value
 */
export function objectStoreFromEnv(
  prefix: string,
  env: Record<string, string | undefined>,
): ObjectStoreConfig | null {
  const s3 = `${prefix}_S3`;
  const folder = env[`${prefix}_FILES_DIR`];
  const isSet = [...REQUIRED_SUFFIXES, ...OPTIONAL_SUFFIXES].some((suffix) => env[s3 + suffix]);
  if (!folder && !isSet) return null;
  if (folder && isSet) throw new Error(`${prefix}_FILES_DIR and ${s3}_… are set: choose one`);
  if (folder) {
    if (!path.isAbsolute(folder)) throw new Error(`${prefix}_FILES_DIR must be an absolute path`);
    return { kind: 'folder', path: path.resolve(folder) };
  }
  const [endpoint = '', bucket = '', accessKeyId = '', secretAccessKey = ''] =
    REQUIRED_SUFFIXES.map((suffix) => {
      const value = env[s3 + suffix];
      if (!value) throw new Error(`${s3}${suffix} is missing`);
      return value;
    });
  const region = env[`${s3}_REGION`] || 'us-east-1';
  const pathStyle = env[`${s3}_PATH_STYLE`] || 'true';
  if (!isBucketName(bucket)) throw new Error(`${s3}_BUCKET is not a bucket's name`);
  if (!isRegionName(region)) throw new Error(`${s3}_REGION is not a region's name`);
  if (pathStyle !== 'true' && pathStyle !== 'false')
    throw new Error(`${s3}_PATH_STYLE must be true or false`);
  return {
    kind: 's3',
    endpoint: parseOrigin(`${s3}_ENDPOINT`, endpoint),
    region,
    bucket,
    accessKeyId,
    secretAccessKey,
    forcePathStyle: pathStyle === 'true',
  };
}

function parseOrigin(name: string, text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`${name} must be an http:// or https:// URL`);
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    throw new Error(`${name} must have no path, query, fragment or credentials`);
  return url.origin;
}

/** Whether two configurations lead to the same objects. */
export const isSameStore = (one: ObjectStoreConfig, other: ObjectStoreConfig): boolean =>
  one.kind === 's3' && other.kind === 's3'
    ? one.endpoint === other.endpoint && one.bucket === other.bucket
    : one.kind === 'folder' && other.kind === 'folder' && one.path === other.path;
