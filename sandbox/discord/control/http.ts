import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Core } from '../core.ts';
import { DiscordError } from '../errors/discord-error.ts';
import { readBody, type UploadedFile } from '../http/body.ts';
import { HttpResponse, writeResponse } from '../http/http-response.ts';
import { RouteTable } from '../http/route-table.ts';
import { isObject } from '../validate/field.ts';
import { operations, runOperation } from './index.ts';
import { ControlError, type Operation } from './operation.ts';

type AnyOperation = Operation<z.ZodType, unknown>;

export function createControlRoutes(): RouteTable<AnyOperation> {
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
    rejectCrossOrigin(core, request);
    const { json, files } = await readBody(request);
    if (!match) throw new ControlError(404, 'NO_SUCH_CALL', `${request.method} ${path}`);
    if (json !== null && !isObject(json))
      throw new ControlError(400, 'INVALID', 'The body must be a JSON object.');
    const body = resolveUploads(json ?? {}, files) as object;
    const input = { ...Object.fromEntries(query), ...body, ...match.params };
    writeResponse(
      response,
      new HttpResponse(200, (await runOperation(core, match.value, input)) ?? {}),
    );
  } catch (error) {
    writeResponse(response, toErrorResponse(error));
  }
}

/** A page of another site, opened in the same browser, must not reach this API. */
function rejectCrossOrigin(core: Core, request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin === undefined || origin === core.url) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ControlError(403, 'FOREIGN_ORIGIN', `Pages of ${origin} may not call this.`);
}

/** In a multipart request `{"upload":"0"}` stands for the part `files[0]`. */
function resolveUploads(value: unknown, files: UploadedFile[]): unknown {
  if (files.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => resolveUploads(item, files));
  if (!isObject(value)) return value;
  const upload = files.find((file) => file.key === value['upload']);
  if (upload)
    return { name: upload.filename, content: upload.content, contentType: upload.contentType };
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveUploads(item, files)]),
  );
}

function toErrorResponse(error: unknown): HttpResponse {
  if (error instanceof ControlError)
    return new HttpResponse(error.status, { error: { code: error.code, message: error.message } });
  if (error instanceof z.ZodError)
    return new HttpResponse(400, { error: { code: 'INVALID', message: z.prettifyError(error) } });
  if (error instanceof DiscordError)
    return new HttpResponse(error.status, {
      error: { code: String(error.body['code']), message: error.message },
    });
  console.error('The local Discord failed:', error);
  return new HttpResponse(500, { error: { code: 'INTERNAL', message: String(error) } });
}
