import { timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';
import { HttpResponse } from '../http/http-response.ts';
import { RouteTable } from '../http/route-table.ts';
import { signAttachment } from '../present/attachment.ts';
import { createIdenticon } from './identicon.ts';

type CdnHandler = (
  core: Core,
  params: Record<string, string>,
  query: URLSearchParams,
  path: string,
) => HttpResponse | Promise<HttpResponse>;

const EXPIRED = new HttpResponse(404, 'This content is no longer available.', {
  'content-type': 'text/plain; charset=utf-8',
});

export function createCdnRoutes(): RouteTable<CdnHandler> {
  const table = new RouteTable<CdnHandler>();
  const servePicture: CdnHandler = (_core, params) =>
    new HttpResponse(200, createIdenticon(Object.values(params)[0]!), {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    });
  for (const path of [
    '/avatars/:user_id/:file',
    '/icons/:guild_id/:file',
    '/app-icons/:application_id/:file',
    '/embed/avatars/:file',
    '/banners/:id/:file',
    '/emojis/:file',
    '/guilds/:guild_id/users/:user_id/avatars/:file',
    '/guilds/:guild_id/users/:user_id/banners/:file',
  ])
    table.add('GET', path, servePicture);
  table.add('GET', '/attachments/:channel_id/:attachment_id/:filename', serveAttachment);
  return table;
}

/** Links are signed and expire; a wrong or old one answers as if the file had never been. */
async function serveAttachment(
  core: Core,
  params: Record<string, string>,
  query: URLSearchParams,
  path: string,
): Promise<HttpResponse> {
  const ex = query.get('ex') ?? '';
  const is = query.get('is') ?? '';
  const givenSignature = Buffer.from(query.get('hm') ?? '', 'hex');
  const expectedSignature = Buffer.from(signAttachment(path, ex, is), 'hex');
  if (
    givenSignature.length !== expectedSignature.length ||
    !timingSafeEqual(givenSignature, expectedSignature)
  )
    return EXPIRED;
  if (Number.parseInt(ex, 16) * 1000 < core.clock.now()) return EXPIRED;
  const content = await core.files.get(params['attachment_id']!);
  if (!content) return EXPIRED;
  return new HttpResponse(200, content, {
    'content-type': getContentType(params['filename']!),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(params['filename']!)}`,
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}

const CONTENT_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  aiff: 'audio/aiff',
  aif: 'audio/aiff',
  mp4: 'video/mp4',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
};

function getContentType(filename: string): string {
  const extension = filename.split('.').at(-1)?.toLowerCase() ?? '';
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}
