import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { EgressError } from '../egress/index.ts';

/** A response may be silent for so long, ms; whoever reads it may take longer. */
const IDLE_TIMEOUT_MS = 30_000;
/** For all of it. */
const TOTAL_TIMEOUT_MS = 1_800_000;

/** The file is not there (any more); nobody needs to try again. */
export class FileGoneError extends Error {
  override readonly name = 'FileGoneError';
  readonly code = 'gone';

  constructor() {
    super('gone');
  }
}

/**
 * Downloads a file from Discord's CDN, the only place that is fetched from: a row of a customer
 * database can name any address.
 * @param options.cdnUrl its origin
 * @returns the content as it comes; ending the iteration ends the request
 * @throws FileGoneError, EgressError
 */
export async function* downloadFile(
  href: string,
  options: { cdnUrl: string; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const url = toCdnUrl(href, new URL(options.cdnUrl));
  if (!url) throw new FileGoneError();
  const controller = new AbortController();
  const total = AbortSignal.timeout(TOTAL_TIMEOUT_MS);
  const signal = AbortSignal.any([controller.signal, total, options.signal]);
  const startIdleTimer = () => setTimeout(() => controller.abort(), IDLE_TIMEOUT_MS);
  let idleTimer = startIdleTimer();
  try {
    const response = await fetch(url, { redirect: 'error', signal });
    // Discord answers 404 for an address whose signature expired as for a file that is not there.
    if (response.status === 403 || response.status === 404 || response.status === 410)
      throw new FileGoneError();
    if (!response.ok || !response.body) throw new EgressError('unreachable');
    for await (const bytes of Readable.fromWeb(response.body as NodeReadableStream)) {
      clearTimeout(idleTimer);
      yield bytes;
      idleTimer = startIdleTimer();
    }
  } catch (error) {
    if (error instanceof FileGoneError || error instanceof EgressError) throw error;
    throw new EgressError(controller.signal.aborted || total.aborted ? 'timeout' : 'unreachable', {
      cause: error,
    });
  } finally {
    clearTimeout(idleTimer);
    controller.abort();
  }
}

const DISCORD_CDN_ORIGIN = 'https://cdn.discordapp.com';

/** Links that people paste name Discord's own CDN: its attachments are fetched from ours. */
function toCdnUrl(href: string, cdn: URL): URL | null {
  const url = URL.parse(href);
  if (url?.origin === cdn.origin) return url;
  return url?.origin === DISCORD_CDN_ORIGIN && url.pathname.startsWith('/attachments/')
    ? new URL(`${url.pathname}${url.search}`, cdn)
    : null;
}
