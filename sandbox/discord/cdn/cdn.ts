import { timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';
import { Answer } from '../http/answer.ts';
import { RouteTable } from '../http/routes.ts';
import { signature } from '../present/attachment.ts';
import { identicon } from './identicon.ts';

type CdnHandler = (
  core: Core,
  params: Record<string, string>,
  query: URLSearchParams,
  path: string,
) => Answer | Promise<Answer>;

const GONE = new Answer(404, 'This content is no longer available.', {
  'content-type': 'text/plain; charset=utf-8',
});

export function cdnRoutes(): RouteTable<CdnHandler> {
  const table = new RouteTable<CdnHandler>();
  const picture: CdnHandler = (_core, params) =>
    new Answer(200, identicon(Object.values(params)[0]!), {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    });
  for (const path of [
    '/avatars/:user_id/:file',
    '/icons/:guild_id/:file',
    '/app-icons/:application_id/:file',
    '/embed/avatars/:file',
    '/banners/:id/:file',
    '/guilds/:guild_id/users/:user_id/avatars/:file',
    '/guilds/:guild_id/users/:user_id/banners/:file',
  ])
    table.add('GET', path, picture);
  table.add('GET', '/attachments/:channel_id/:attachment_id/:filename', attachment);
  return table;
}

/** Links are signed and expire; a wrong or old one answers as if the file had never been. */
async function attachment(
  core: Core,
  params: Record<string, string>,
  query: URLSearchParams,
  path: string,
): Promise<Answer> {
  const ex = query.get('ex') ?? '';
  const is = query.get('is') ?? '';
  const given = Buffer.from(query.get('hm') ?? '', 'hex');
  const right = Buffer.from(signature(path, ex, is), 'hex');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return GONE;
  if (Number.parseInt(ex, 16) * 1000 < core.clock.now()) return GONE;
  const content = await core.files.get(params['attachment_id']!);
  if (!content) return GONE;
  return new Answer(200, content, {
    'content-type': contentType(params['filename']!),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(params['filename']!)}`,
    'cache-control': 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
};

function contentType(filename: string): string {
  const extension = filename.split('.').at(-1)?.toLowerCase() ?? '';
  return TYPES[extension] ?? 'application/octet-stream';
}
