import type { BucketTestStep } from '../../../domain/storage/types.ts';
import type { BucketCode, BucketField } from './bucket-codes.ts';

/** Texts about keeping files in a label's own bucket. */
export const bucket = {
  title: 'Connect your own bucket',
  title_replace: 'Replace keys or switch buckets',
  intro:
    'We test it first. If it passes, new files are kept there, and the others follow in the background.',
  intro_replace:
    'Same bucket: we use its new keys, and no file moves. Another bucket: your files move there in the background. We test it first either way.',
  endpoint: 'Endpoint',
  endpoint_example: 'https://s3.eu-west-2.amazonaws.com',
  endpoint_hint: 'The address of the S3 API, without the bucket:',
  provider: {
    aws: 'AWS: https://s3.REGION.amazonaws.com',
    r2: 'Cloudflare R2: https://ACCOUNT.r2.cloudflarestorage.com',
    backblaze: 'Backblaze: https://s3.REGION.backblazeb2.com',
    minio: 'MinIO: your server’s address',
  },
  bucket: 'Bucket name',
  bucket_example: 'label-demos',
  region: 'Region',
  region_example: 'eu-west-2',
  region_hint: 'us-east-1 if your provider has none. R2: auto.',
  accessKeyId: 'Access key ID',
  secretAccessKey: 'Secret access key',
  secretAccessKey_show: 'Show secret access key',
  addressing: 'Address of the bucket',
  addressing_path: 'Bucket in the path (most providers)',
  addressing_host: 'Bucket in the host name',
  ca_hint:
    'For a server of your own, such as MinIO. Leave this empty for a public certificate, which every provider has.',
  cleared: 'For your security, we cleared the secret access key. Enter it again to retry.',
  connect: 'Test and connect',
  field: {
    endpoint: 'endpoint',
    bucket: 'bucket name',
    region: 'region',
    accessKeyId: 'access key ID',
    secretAccessKey: 'secret access key',
    addressing: 'address of the bucket',
    ca: 'certificate',
  } satisfies Record<BucketField, string>,
  field_wrong: {
    endpoint:
      'Enter the address of the S3 API: https:// and a host, with a port if it needs one, and nothing after it.',
    bucket: 'Enter a name of 3 to 63 lowercase letters, digits, dots and hyphens.',
    region: 'A region has only lowercase letters, digits and hyphens. Or leave this empty.',
    accessKeyId: 'Enter the access key ID: 3 characters or more, no spaces.',
    secretAccessKey: 'Enter the secret access key: 3 characters or more, no spaces.',
    addressing: 'With an IP address as the endpoint, the bucket has to be in the path.',
    ca: 'Use a certificate in PEM format.',
  } satisfies Record<BucketField, string>,
  test: {
    passed_text: 'Files can be kept, read and deleted there.',
    step: {
      connect: 'Find the bucket',
      write: 'Write a test file',
      read: 'Read it',
      list: 'List it',
      multipart: 'Upload in parts',
      delete: 'Delete it',
    } satisfies Record<BucketTestStep, string>,
  },
  code: {
    FIELD: 'Check the {{field}}.',
    PLACEHOLDER: 'There’s still a placeholder in the {{field}}.',
    SCHEME: 'The endpoint doesn’t start with https://.',
    CA: 'The CA certificate isn’t in PEM format.',
    UNREACHABLE: 'We couldn’t reach a server at this endpoint.',
    TIMEOUT: 'The server took too long to respond.',
    TLS: 'We couldn’t establish a TLS connection.',
    CERTIFICATE: 'We couldn’t verify the server’s certificate.',
    DENIED: 'The keys are wrong, or they don’t permit this step.',
    BUCKET: 'There’s no bucket with this name, or it’s in another region.',
    FULL: 'The storage is full.',
    READ_ONLY: 'The bucket is read-only.',
    RATE_LIMITED: 'The server is rejecting requests because there are too many.',
    SHARED: 'This bucket is one of Vektra’s own.',
    PROTOCOL: 'Something responded, but it isn’t the S3 API.',
  } satisfies Record<BucketCode, string>,
  advice: {
    FIELD: 'Nothing was tested yet. The field says what’s wrong.',
    PLACEHOLDER: 'Put the real value in its place.',
    SCHEME:
      'Use https://. Without encryption, Vektra connects only to private networks that its operators allow.',
    CA: 'Use the whole file, up to 512 KB: blocks that start with -----BEGIN CERTIFICATE-----, and no private key.',
    UNREACHABLE: 'Check the endpoint, and that the server accepts connections from the internet.',
    TIMEOUT: 'It may be overloaded. Try again in a minute.',
    TLS: 'Check that the endpoint offers TLS 1.2 or later on this port.',
    CERTIFICATE:
      'It may have expired or be for another host. If your server uses a private CA, add its certificate. If the bucket’s name has dots, choose “Bucket in the path”.',
    DENIED:
      'Check both keys, and that they’re permitted everything that’s listed under “Requirements”.',
    BUCKET: 'Check the name, the region and the endpoint, or create the bucket first.',
    FULL: 'Free up space or raise its quota, then test again.',
    READ_ONLY: 'Allow writing and deleting, then test again.',
    RATE_LIMITED: 'Wait a minute, then test again.',
    SHARED: 'Create a bucket in your own account.',
    PROTOCOL:
      'Use the endpoint of the S3 API, not the address of a web console or of public downloads, and check the port.',
  } satisfies Record<BucketCode, string>,
  needs_bucket: 'Bucket',
  needs_bucket_text:
    'Private, used for nothing else, and without rules that delete or lock objects.',
  needs_encryption: 'Encryption',
  needs_encryption_text:
    'Vektra encrypts every file with this server’s own key before storing it there. Whoever opens the bucket can’t play or read the files.',
  needs_permissions: 'Permissions',
  needs_permissions_text:
    'Use keys for this bucket alone. They need these permissions; on AWS, as an IAM policy:',
  offer_title: 'Keep files in your own bucket',
  offer_text:
    'AWS S3, Cloudflare R2, Backblaze, MinIO or any other S3 API. There’s no limit on how much you keep, and you can return your files to Vektra anytime.',
  location: 'Location',
  own: 'Your own bucket',
  credentials_hint: 'Stored in the vault and never shown.',
  last_used: 'Last used',
  never_used: 'Not yet',
  retest: 'Test again',
  replace: 'Replace keys',
  disconnect: 'Return files to Vektra',
  disconnect_text:
    'New files will be kept in file storage of {{region}}, and those in your bucket are moved there in the background. They keep playing meanwhile: leave the bucket and its keys as they are until that’s done. Your plan’s limit on files applies again.',
  disconnect_text_revoked:
    'New files will be kept in file storage of {{region}}. The bucket’s keys were revoked, so the files in it can’t be moved, and still can’t be played.',
  disconnect_confirm: 'Return files',
  rotation_title: 'Replace your bucket’s keys',
  rotation_text:
    'Our operators requested new keys. Create them with your provider, then enter them here: no file moves. The current keys work until then.',
  revoked_title: 'Your bucket’s keys were revoked',
  revoked_text:
    'Our operators revoked them. Files in the bucket can’t be played, and new ones can’t be kept, until you enter new keys.',
  revoked_text_plan:
    'Our operators revoked them. Files in the bucket can’t be played, and new ones can’t be kept. Contact us to restore access.',
  plan_title: 'Your plan no longer includes your own bucket',
  plan_text: 'It stays in use, with your plan’s limit on files.',
  plan_return: 'You can return your files to Vektra anytime.',
  policy: 'IAM policy',
  policy_copy: 'Copy IAM policy',
};
