import type { ServerResponse } from 'node:http';

/** What a handler gives back; a bare value is a 200 with it as JSON, undefined a 204. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body?: unknown, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function toAnswer(value: unknown): Answer {
  if (value instanceof Answer) return value;
  return value === undefined ? new Answer(204) : new Answer(200, value);
}

/** Strings and buffers go out as they are, everything else as JSON. */
export function write(
  response: ServerResponse,
  answer: Answer,
  extra: Record<string, string> = {},
) {
  const headers: Record<string, string> = { ...extra, ...answer.headers };
  if (answer.body === undefined) {
    response.writeHead(answer.status, headers);
    response.end();
    return;
  }
  const raw = typeof answer.body === 'string' || Buffer.isBuffer(answer.body);
  const content = raw ? (answer.body as string | Buffer) : JSON.stringify(answer.body);
  if (!raw && !headers['content-type']) headers['content-type'] = 'application/json';
  headers['content-length'] = String(Buffer.byteLength(content));
  response.writeHead(answer.status, headers);
  response.end(content);
}
