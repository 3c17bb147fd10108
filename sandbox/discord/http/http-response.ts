import type { ServerResponse } from 'node:http';

/** What a handler gives back; a bare value is a 200 with it as JSON, undefined a 204. */
export class HttpResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body?: unknown, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function toHttpResponse(value: unknown): HttpResponse {
  if (value instanceof HttpResponse) return value;
  return value === undefined ? new HttpResponse(204) : new HttpResponse(200, value);
}

/** Strings and buffers go out as they are, everything else as JSON. */
export function writeResponse(
  response: ServerResponse,
  httpResponse: HttpResponse,
  extraHeaders: Record<string, string> = {},
) {
  const headers: Record<string, string> = { ...extraHeaders, ...httpResponse.headers };
  if (httpResponse.body === undefined) {
    response.writeHead(httpResponse.status, headers);
    response.end();
    return;
  }
  const isRaw = typeof httpResponse.body === 'string' || Buffer.isBuffer(httpResponse.body);
  const content = isRaw
    ? (httpResponse.body as string | Buffer)
    : JSON.stringify(httpResponse.body);
  if (!isRaw && !headers['content-type']) headers['content-type'] = 'application/json';
  headers['content-length'] = String(Buffer.byteLength(content));
  response.writeHead(httpResponse.status, headers);
  response.end(content);
}
