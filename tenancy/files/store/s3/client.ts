import { createHash } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { pipeline, type Readable, Transform } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { ObjectStoreError } from '../error.ts';
import type { HttpAgents, ObjectStoreConfig, ObjectStoreLimits } from '../types.ts';

export * as commands from '@aws-sdk/client-s3';

/** A stream that somebody listens to holds a socket, so there are more than requests at a time. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 256 } as const;
/** A page of 1,000 long keys is below 1 MiB. */
const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;
const SILENT = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Responses other than an object's content are read whole by the SDK: these are bounded. */
class BoundedHttpHandler extends NodeHttpHandler {
  override async handle(...args: Parameters<NodeHttpHandler['handle']>) {
    const result = await super.handle(...args);
    const { response } = result;
    const isContent = args[0].query['x-id'] === 'GetObject' && response.statusCode < 300;
    if (!isContent) response.body = limitBytes(response.body as Readable);
    return result;
  }
}

function limitBytes(body: Readable): Readable {
  let receivedBytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      receivedBytes += chunk.length;
      if (receivedBytes > MAX_RESPONSE_BYTES)
        callback(new ObjectStoreError('bad_response', 'response'));
      else callback(null, chunk);
    },
  });
  return pipeline(body, limited, () => {});
}

const createHttpAgents = (): HttpAgents => ({
  httpAgent: new HttpAgent(AGENT_OPTIONS),
  httpsAgent: new HttpsAgent(AGENT_OPTIONS),
});

/**
 * A client that takes nothing from the machine's AWS configuration, follows no redirect and logs
 * nothing.
 */
export function createS3Client(
  config: Extract<ObjectStoreConfig, { kind: 's3' }>,
  limits: ObjectStoreLimits,
  agents: HttpAgents = createHttpAgents(),
): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = config;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle,
    followRegionRedirects: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: false,
    disableS3ExpressSessionAuth: true,
    defaultsMode: 'standard',
    retryMode: 'standard',
    maxAttempts: limits.attempts,
    // The SDK's default adds a CRC32 as header or trailer to each upload and asks for one with each
    // download. Ceph, Garage and MinIO of before 2025, R2 and others refuse or ignore them. Nothing
    // is lost: all bodies here are buffers, whose SHA-256 is part of the signature, and what is read
    // is authenticated by its encryption.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // With it, the SDK opens a connection of its own for each part.
    expectContinueHeader: false,
    logger: SILENT,
    requestHandler: new BoundedHttpHandler({
      ...agents,
      connectionTimeout: limits.connectMs,
      requestTimeout: limits.partMs,
      throwOnRequestTimeout: true,
      // A paused reader leaves its socket idle; bodies have a time-out of their own.
      socketTimeout: 0,
      logger: SILENT,
    }),
  });
  // Deleting many objects requires a checksum. MD5 is the one that every server takes; the CRC32
  // that the SDK sends is refused by older ones.
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const request = args.request as { body: string; headers: Record<string, string> };
        if (commandName === 'DeleteObjectsCommand') {
          for (const name of Object.keys(request.headers))
            if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete request.headers[name];
          request.headers['content-md5'] = createHash('md5').update(request.body).digest('base64');
        }
        return next(args);
      },
    { step: 'build', priority: 'low', name: 'contentMd5OfDeletes' },
  );
  return client;
}
