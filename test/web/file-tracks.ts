import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { PlayableTrack } from '../../web/player/playable-track.ts';

interface TurboStream {
  decode(stream: ReadableStream<Uint8Array>): Promise<{ value: unknown; done: Promise<void> }>;
  encode(value: unknown): ReadableStream<Uint8Array>;
}

/** What Remix encodes loader data with: of its own version. */
const remixRequire = createRequire(createRequire(import.meta.url).resolve('@remix-run/react'));
const { decode, encode } = (await import(remixRequire.resolve('turbo-stream'))) as TurboStream;

const DEMO_ROUTE = 'routes/submission';

/**
 * Gives demos files, in the data of pages that the browser's router loads; a page that is opened by
 * its address does not have them.
 * @param createTracks the tracks of a demo, by its number
 */
export async function giveFiles(
  page: Page,
  createTracks: (number: number) => PlayableTrack[],
): Promise<void> {
  await page.route(/\/submissions\/\d+\.data/, async (route) => {
    const response = await route.fetch();
    const { value, done } = await decode(
      new Blob([new Uint8Array(await response.body())]).stream(),
    );
    await done;
    const data = (value as Record<string, { data?: { demo: { number: number } } }>)[DEMO_ROUTE]
      ?.data;
    if (data) Object.assign(data, { tracks: createTracks(data.demo.number) });
    await route.fulfill({ response, body: await new Response(encode(value)).text() });
  });
}
