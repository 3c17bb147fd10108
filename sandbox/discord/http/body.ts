import type { IncomingMessage } from 'node:http';
import { DiscordError, discordError } from '../errors/discord-error.ts';
import { isObject } from '../validate/field.ts';
import { parseJson } from './parse-json.ts';

export interface UploadedFile {
  /** What `attachments[].id` calls it: the n of `files[n]`. */
  key: string;
  filename: string;
  contentType: string;
  content: Buffer;
}

export interface ReadBody {
  /** The JSON, or the fields of a form; null when there was none. */
  json: unknown;
  files: UploadedFile[];
}

const MAX_BODY_BYTES = 110 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  return parseBodyBytes(await readRaw(request), request.headers['content-type'] ?? '');
}

/** @throws DiscordError 50035 for another media type, 50109 for what is not of its type */
export async function parseBodyBytes(raw: Buffer, type: string): Promise<ReadBody> {
  if (raw.length === 0) return { json: null, files: [] };
  if (type.startsWith('multipart/form-data')) return readMultipart(raw, type);
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { json: Object.fromEntries(new URLSearchParams(raw.toString())), files: [] };
  if (!type.startsWith('application/json')) throw createContentTypeError();
  return { json: parseBody(raw.toString()), files: [] };
}

async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw discordError(40005);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function readMultipart(raw: Buffer, type: string): Promise<ReadBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw discordError(50109);
    });
  const files: UploadedFile[] = [];
  const fields: Record<string, unknown> = {};
  let json: unknown;
  for (const [name, value] of form) {
    if (name === 'payload_json') {
      json = parseBody(typeof value === 'string' ? value : await value.text());
    } else if (typeof value === 'string') {
      fields[name] = value;
    } else {
      files.push({
        key: /^files\[(\d+)\]$/.exec(name)?.[1] ?? name,
        filename: value.name,
        contentType: value.type || 'application/octet-stream',
        content: Buffer.from(await value.arrayBuffer()),
      });
    }
  }
  return { json: isObject(json) ? { ...fields, ...json } : fields, files };
}

/** In the words in which Discord refuses every other media type. */
function createContentTypeError(): DiscordError {
  const message =
    'Expected "Content-Type" header to be one of {\'application/x-www-form-urlencoded\', ' +
    "'multipart/form-data', 'application/json'}.";
  return new DiscordError(400, {
    message: 'Invalid Form Body',
    code: 50035,
    errors: { _errors: [{ code: 'CONTENT_TYPE_INVALID', message }] },
  });
}

function parseBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw discordError(50109);
  }
}
