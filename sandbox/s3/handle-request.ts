import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isStreamingHash } from './auth/aws-chunked.ts';
import { type SignatureSettings, verifySignature } from './auth/verify.ts';
import type { LoggedRequest } from './control.ts';
import { InjectedError, S3Error } from './errors.ts';
import type { FaultPlan } from './faults.ts';
import { operations } from './operations/index.ts';
import { findOperation } from './route.ts';
import type { Storage } from './storage/storage.ts';
import type { OperationName } from './types.ts';
import { toXml } from './xml.ts';

const MAX_KEY_BYTES = 1_024;
const PAYLOAD_HASH_PATTERN = /^([0-9a-f]{64}|UNSIGNED-PAYLOAD)$/;

export interface S3Server {
  storage: Storage;
  faults: FaultPlan;
  signature: SignatureSettings;
}

/**
 * Checks in S3's order: signature, faults of tests, then what exists. @returns a line for the log
 */
export async function handleRequest(
  { storage, faults, signature }: S3Server,
  message: IncomingMessage,
  response: ServerResponse,
  acceptBody: () => void,
): Promise<LoggedRequest> {
  const [rawPath = '', rawQuery = ''] = (message.url ?? '').split('?', 2);
  const method = message.method ?? 'GET';
  const line: LoggedRequest = { operation: null, method, path: rawPath, status: 0 };
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('x-amz-request-id', requestId);
  if (faults.mode === 'away') {
    message.socket.destroy();
    return line;
  }
  try {
    const path = decode(rawPath);
    const query = readQuery(rawQuery);
    const target = splitPath(path);
    const operation: OperationName = findOperation(method, target, query, message.headers);
    line.operation = operation;
    await faults.delay();
    const failure = faults.takeFailure(operation);
    if (failure?.isEarly) {
      response.setHeader('connection', 'close');
      writeError(response, method, failure.error, { path, requestId });
      line.status = failure.error.status;
      return line;
    }
    const signer = verifySignature(message, { path, query }, signature);
    if (!PAYLOAD_HASH_PATTERN.test(signer.payloadHash) && !isStreamingHash(signer.payloadHash))
      throw new S3Error('InvalidArgument', 'x-amz-content-sha256 must be a hash or a keyword');
    if (Buffer.byteLength(target.key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
    if (failure) throw failure.error;
    faults.checkMode(operation);
    const reply = await operations[operation]({
      ...{ storage, faults, operation, message, response, ...target, query, signer, acceptBody },
    });
    if (faults.take(operation, 'lose_response')) {
      message.socket.destroy();
      return line;
    }
    if (reply !== 'written') {
      const { status, headers = {}, xml } = reply;
      const type = xml === undefined ? {} : { 'content-type': 'application/xml' };
      response.writeHead(status, { ...type, ...headers }).end(xml);
    }
    line.status = response.statusCode;
  } catch (error) {
    if (!(error instanceof S3Error || error instanceof InjectedError) || response.headersSent)
      throw error;
    // A client that still sends would not read the answer.
    await drain(message, acceptBody);
    writeError(response, method, error, { path: rawPath, requestId });
    line.status = error.status;
  }
  return line;
}

async function drain(message: IncomingMessage, acceptBody: () => void): Promise<void> {
  if (message.headers.expect !== undefined || message.complete || message.destroyed) return;
  acceptBody();
  message.resume();
  await new Promise((resolve) => message.once('end', resolve).once('close', resolve));
}

function writeError(
  response: ServerResponse,
  method: string,
  error: S3Error | InjectedError,
  { path, requestId }: { path: string; requestId: string },
): void {
  const xml = toXml(
    'Error',
    { Code: error.code, Message: error.message, Resource: path, RequestId: requestId },
    false,
  );
  response.writeHead(error.status, { 'content-type': 'application/xml' });
  response.end(method === 'HEAD' ? undefined : xml);
}

function splitPath(path: string): { bucket: string; key: string } {
  const [bucket = '', ...rest] = path.slice(1).split('/');
  return { bucket, key: rest.join('/') };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidArgument');
  }
}

/** A plus sign is itself in S3's addresses, not a space. */
const readQuery = (raw: string): URLSearchParams => new URLSearchParams(raw.replaceAll('+', '%2B'));
