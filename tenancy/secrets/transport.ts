import http from 'node:http';
import https from 'node:https';

/** What node-vault hands to its transport. */
interface TransportRequest {
  method: string;
  uri: string;
  headers?: Record<string, string>;
  json?: unknown;
}

/** What node-vault wants back. `body` is undefined unless it is a JSON object. */
export interface TransportResponse {
  statusCode: number;
  body: Record<string, unknown> | undefined;
  request: { path: string };
}

/** No answer came: refused, reset, too late, too large. Says nothing else on purpose. */
class NoResponseError extends Error {}

/** Settings of {@link createTransport}. */
export interface TransportOptions {
  useTls: boolean;
  ca?: string;
  timeoutMs: number;
}

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const TLS_OPTIONS = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;

// What may be sent again when a kept-alive socket turns out to be dead. Writing a secret may not:
// had the first one arrived, the second would look like somebody else's conflict. It gets a
// connection of its own, which no server has had the time to close.
const REPEATABLE_PATHS = /\/(transit\/(encrypt|decrypt)|auth\/token\/(renew|lookup)-self)/;

/**
 * The transport under node-vault, in place of its axios. axios as node-vault sets it up follows
 * redirects with the token, takes proxies from the environment, waits for ever, and obeys
 * VAULT_SKIP_VERIFY; none of these can be switched off from outside.
 */
export function createTransport({ useTls, ca, timeoutMs }: TransportOptions) {
  const createAgent = (keepAlive: boolean) =>
    useTls
      ? new https.Agent({ keepAlive, maxSockets: 32, ...TLS_OPTIONS, ca })
      : new http.Agent({ keepAlive, maxSockets: 32 });
  const keepAliveAgent = createAgent(true);
  const singleUseAgent = createAgent(false);

  function sendOnce(options: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
    const text = options.json === undefined ? undefined : JSON.stringify(options.json);
    const url = new URL(options.uri);
    const isRepeatable = options.method === 'GET' || REPEATABLE_PATHS.test(url.pathname);
    return new Promise((resolve, reject) => {
      const request = (useTls ? https : http).request(url, {
        method: options.method,
        agent: isRepeatable ? keepAliveAgent : singleUseAgent,
        signal,
        headers: {
          ...options.headers,
          accept: 'application/json',
          // A Vault Agent in between may be told to refuse requests without it.
          'x-vault-request': 'true',
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      });
      const handleError = (error: Error & { code?: string }) => {
        const isStale = request.reusedSocket && error.code === 'ECONNRESET';
        reject(isStale && isRepeatable ? new StaleSocketError() : new NoResponseError());
      };
      request.on('error', handleError);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let sizeBytes = 0;
        response.on('error', handleError);
        response.on('data', (chunk: Buffer) => {
          sizeBytes += chunk.length;
          if (sizeBytes > MAX_RESPONSE_BYTES) request.destroy(new NoResponseError());
          chunks.push(chunk);
        });
        response.on('end', () => {
          resolve({
            statusCode: response.statusCode ?? 0,
            body: parseJsonObject(Buffer.concat(chunks).toString('utf8')),
            request: { path: url.pathname },
          });
        });
        response.on('close', () => reject(new NoResponseError()));
      });
      request.end(text);
    });
  }

  async function send(options: TransportRequest): Promise<TransportResponse> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await sendOnce(options, signal);
    } catch (error) {
      if (error instanceof StaleSocketError) return sendOnce(options, signal);
      throw error;
    }
  }

  return {
    /** The shape node-vault calls 'request-promise'. */
    requestPromise: { defaults: () => send },
    close: () => {
      keepAliveAgent.destroy();
      singleUseAgent.destroy();
    },
  };
}

class StaleSocketError extends NoResponseError {}

/** A page is not JSON, whatever its status and type say. */
function parseJsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
