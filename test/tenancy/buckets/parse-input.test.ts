import test from 'ava';
import { CustomerBucketError } from '../../../tenancy/buckets/error.ts';
import { parseBucketInput } from '../../../tenancy/buckets/parse-input.ts';
import type { BucketInput } from '../../../tenancy/buckets/types.ts';

const INPUT = {
  endpoint: 'https://s3.eu-west-2.amazonaws.com',
  bucket: 'label-demos',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'canary/secret+key',
} as const;

const parse = (changes: BucketInput = {}) => parseBucketInput({ ...INPUT, ...changes });

/** `<code> <field>` of what is refused. */
function refusal(changes: BucketInput): string {
  try {
    return `taken as ${parse(changes).endpoint}`;
  } catch (error) {
    if (!(error instanceof CustomerBucketError)) throw error;
    return `${error.code} ${error.field}`;
  }
}

test('what an admin types in becomes a bucket', (t) => {
  t.deepEqual(parse(), {
    ...INPUT,
    region: 'us-east-1',
    forcePathStyle: true,
    ca: null,
  });
  t.like(parse({ endpoint: ' s3.eu-west-2.amazonaws.com/ ', region: 'eu-west-2 ' }), {
    endpoint: 'https://s3.eu-west-2.amazonaws.com',
    region: 'eu-west-2',
  });
  t.like(parse({ endpoint: 'http://10.0.0.7:9000', addressing: 'path' }), {
    endpoint: 'http://10.0.0.7:9000',
    forcePathStyle: true,
  });
  t.false(parse({ addressing: 'host' }).forcePathStyle);
});

test('what cannot be right is refused with its field', (t) => {
  const cases: [BucketInput, string][] = [
    [{ endpoint: '' }, 'FIELD endpoint'],
    [{ endpoint: `https://${'a'.repeat(300)}` }, 'FIELD endpoint'],
    [{ endpoint: 'ftp://files.example' }, 'SCHEME endpoint'],
    [{ endpoint: 'https://user:pass@files.example' }, 'FIELD endpoint'],
    [{ endpoint: 'https://files.example/bucket' }, 'FIELD endpoint'],
    [{ endpoint: 'https://files.example/?x=1' }, 'FIELD endpoint'],
    [{ bucket: 'Label Demos' }, 'FIELD bucket'],
    [{ bucket: '../other' }, 'FIELD bucket'],
    [{ region: 'eu west' }, 'FIELD region'],
    [{ accessKeyId: '' }, 'FIELD accessKeyId'],
    [{ accessKeyId: 'a b c' }, 'FIELD accessKeyId'],
    [{ secretAccessKey: '' }, 'FIELD secretAccessKey'],
    [{ secretAccessKey: `a\nb${'c'.repeat(20)}` }, 'FIELD secretAccessKey'],
    [{ secretAccessKey: 'c'.repeat(257) }, 'FIELD secretAccessKey'],
    [{ addressing: 'dns' }, 'FIELD addressing'],
    [{ endpoint: 'https://203.0.113.7', addressing: 'host' }, 'FIELD addressing'],
    [{ endpoint: 'https://[2001:db8::7]', addressing: 'host' }, 'FIELD addressing'],
    [{ accessKeyId: '<access-key>' }, 'PLACEHOLDER accessKeyId'],
    [{ ca: 'not PEM' }, 'CA ca'],
  ];
  for (const [changes, expected] of cases) t.is(refusal(changes), expected);
});

test('an error says nothing of what was typed in', (t) => {
  const error = t.throws(() => parse({ secretAccessKey: 'canary value' }));
  t.notRegex(`${error?.stack} ${JSON.stringify(error)} ${error?.cause}`, /canary/);
});
