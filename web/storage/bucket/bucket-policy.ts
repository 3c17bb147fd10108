/** What Vektra does with a bucket itself, and with the objects in it. */
const BUCKET_ACTIONS = ['s3:ListBucket', 's3:ListBucketMultipartUploads'];
const OBJECT_ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
];

const EXAMPLE_BUCKET = 'your-bucket';

/**
 * The IAM policy with the least that the keys must be permitted.
 * @param bucketName as typed; empty: an example's
 */
export function createBucketPolicy(bucketName: string): string {
  const resource = `arn:aws:s3:::${bucketName.trim() || EXAMPLE_BUCKET}`;
  const policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: BUCKET_ACTIONS, Resource: resource },
      { Effect: 'Allow', Action: OBJECT_ACTIONS, Resource: `${resource}/*` },
    ],
  };
  return JSON.stringify(policy, null, 2);
}
