import { HttpResponse } from './http-response.ts';

/** `DiscordBot ($url, $versionNumber)`, to which a client may append what it wants. */
const DOCUMENTED_FORM = /^DiscordBot \([^\s,]+, ?[^)]+\)/;

/** What Cloudflare answers a caller whose User-Agent is missing or not of the documented form. */
export function rejectUserAgent(userAgent: string | undefined): HttpResponse | null {
  if (userAgent !== undefined && DOCUMENTED_FORM.test(userAgent)) return null;
  return new HttpResponse(403, { message: 'internal network error', code: 40333 });
}
