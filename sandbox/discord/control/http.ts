import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Core } from '../core.ts';
import { DiscordError } from '../errors/discord-error.ts';
import { Answer, write } from '../http/answer.ts';
import { readBody, type UploadedFile } from '../http/body.ts';
import { RouteTable } from '../http/routes.ts';
import { isObject } from '../validate/field.ts';
import { operations, perform } from './index.ts';
import { ControlError, type Operation } from './operation.ts';

type AnyOperation = Operation<z.ZodType, unknown>;

export function controlRoutes(): RouteTable<AnyOperation> {
  const table = new RouteTable<AnyOperation>();
  for (const operation of Object.values(operations) as unknown as AnyOperation[])
    table.add(operation.method, operation.path, operation);
  return table;
}

/** Path, query and body become one object, the input of the operation. */
export async function serveControl(
  core: Core,
  routes: RouteTable<AnyOperation>,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  const match = routes.find(request.method ?? 'GET', path);
  try {
    refuseForeignPages(core, request);
    const { json, files } = await readBody(request);
    if (!match) throw new ControlError(404, 'NO_SUCH_CALL', `${request.method} ${path}`);
    if (json !== null && !isObject(json))
      throw new ControlError(400, 'INVALID', 'The body must be a JSON object.');
    const body = withUploads(json ?? {}, files) as object;
    const input = { ...Object.fromEntries(query), ...body, ...match.params };
    write(response, new Answer(200, (await perform(core, match.value, input)) ?? {}));
  } catch (error) {
    write(response, failure(error));
  }
}

/** A page of another site, opened in the same browser, must not reach this API. */
function refuseForeignPages(core: Core, request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === core.url) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ControlError(403, 'FOREIGN_ORIGIN', `Pages of ${origin} may not call this.`);
}

/** In a multipart request `{"upload":"0"}` stands for the part `files[0]`. */
function withUploads(value: unknown, files: UploadedFile[]): unknown {
  if (files.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withUploads(item, files));
  if (!isObject(value)) return value;
  const upload = files.find((file) => file.key === value['upload']);
  if (upload)
    return { name: upload.filename, content: upload.content, contentType: upload.contentType };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withUploads(item, files)]),
  );
}

function failure(error: unknown): Answer {
  if (error instanceof ControlError)
    return new Answer(error.status, { error: { code: error.code, message: error.message } });
  if (error instanceof z.ZodError)
    return new Answer(400, { error: { code: 'INVALID', message: z.prettifyError(error) } });
  if (error instanceof DiscordError)
    return new Answer(error.status, {
      error: { code: String(error.body['code']), message: error.message },
    });
  console.error('The local Discord failed:', error);
  return new Answer(500, { error: { code: 'INTERNAL', message: String(error) } });
}
