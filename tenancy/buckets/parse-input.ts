import { isIP } from 'node:net';
import { CustomerDatabaseError, parseCa, refusePlaceholders } from '../customer-database/index.ts';
import { isBucketName, isRegionName } from '../files/store/index.ts';
import { CustomerBucketError } from './error.ts';
import type { BucketInput, CustomerBucket } from './types.ts';

const MAX_ENDPOINT_LENGTH = 300;
/** AWS's have 20 and 40 characters; others' are longer. None has a space. */
const KEY_PATTERN = /^[\x21-\x7e]{3,256}$/;

const invalid = (field: keyof BucketInput) => new CustomerBucketError('FIELD', field);

/** @throws CustomerBucketError that names the field */
export function parseBucketInput(input: BucketInput): CustomerBucket {
  const [endpoint, region, bucket, accessKeyId, secretAccessKey, addressing] = (
    ['endpoint', 'region', 'bucket', 'accessKeyId', 'secretAccessKey', 'addressing'] as const
  ).map((field) => (input[field] ?? '').trim()) as [string, string, string, string, string, string];
  mapInputErrors(() => refusePlaceholders({ bucket, accessKeyId, secretAccessKey, region }));
  const origin = parseEndpoint(endpoint);
  if (!isBucketName(bucket)) throw invalid('bucket');
  if (region !== '' && !isRegionName(region)) throw invalid('region');
  if (!KEY_PATTERN.test(accessKeyId)) throw invalid('accessKeyId');
  if (!KEY_PATTERN.test(secretAccessKey)) throw invalid('secretAccessKey');
  if (!['', 'path', 'host'].includes(addressing)) throw invalid('addressing');
  // An address has no host names below it.
  if (addressing === 'host' && isIP(new URL(origin).hostname.replace(/^\[|\]$/g, '')))
    throw invalid('addressing');
  return {
    endpoint: origin,
    // What servers without regions take.
    region: region || 'us-east-1',
    bucket,
    accessKeyId,
    secretAccessKey,
    forcePathStyle: addressing !== 'host',
    ca: mapInputErrors(() => parseCa(input.ca ?? '')),
  };
}

/** @param text a URL; a host's name alone is one of https */
function parseEndpoint(text: string): string {
  if (text === '' || text.length > MAX_ENDPOINT_LENGTH) throw invalid('endpoint');
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (!url) throw invalid('endpoint');
  if (!/^https?:$/.test(url.protocol)) throw new CustomerBucketError('SCHEME', 'endpoint');
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    throw invalid('endpoint');
  return url.origin;
}

function mapInputErrors<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof CustomerDatabaseError)) throw error;
    const code = error.code === 'CA' || error.code === 'PLACEHOLDER' ? error.code : 'FIELD';
    throw new CustomerBucketError(code, error.field);
  }
}
