import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { EgressError } from './egress-error.ts';
import type { EgressResponse } from './types.ts';

const MAX_HEADER_BYTES = 16_384;

/**
 * Sends a GET request to one of the addresses; the name is not looked up again. Redirects are not
 * followed, and their bodies not read.
 * @throws EgressError
 */
export async function sendRequest(
  url: URL,
  {
    addresses,
    signal,
    maxBytes,
    userAgent,
  }: {
    addresses: readonly string[];
    signal: AbortSignal;
    maxBytes: number;
    userAgent: string;
  },
): Promise<EgressResponse> {
  const lookup: LookupFunction = (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
    );
  const { promise, resolve, reject } = Promise.withResolvers<EgressResponse>();
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    agent: false,
    lookup,
    signal,
    maxHeaderSize: MAX_HEADER_BYTES,
    headers: {
      accept: 'text/html, application/json;q=0.9, */*;q=0.5',
      // What is never decompressed cannot grow.
      'accept-encoding': 'identity',
      'user-agent': userAgent,
    },
  });
  request.on('error', reject);
  request.on('response', (response) => {
    const { statusCode: status = 0, headers } = response;
    const respond = (body: Buffer) => resolve({ status, headers, body });
    response.on('error', reject);
    if (status >= 300 && status < 400) return respond(Buffer.alloc(0));
    if (Number(headers['content-length'] ?? 0) > maxBytes)
      return reject(new EgressError('too_large'));
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      return reject(new EgressError('encoding'));
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) reject(new EgressError('too_large'));
      else chunks.push(chunk);
    });
    response.on('end', () => respond(Buffer.concat(chunks)));
  });
  request.end();
  try {
    return await promise;
  } catch (error) {
    throw toEgressError(error, signal);
  } finally {
    request.destroy();
  }
}

const toEgressError = (error: unknown, signal: AbortSignal): EgressError =>
  error instanceof EgressError
    ? error
    : new EgressError(signal.aborted ? 'timeout' : 'unreachable', { cause: error });
