import path from 'node:path';
import test from 'ava';
import { submitDemo } from '../helpers/label.ts';
import { encode, ffmpegPath } from '../worker/audio/sounds.ts';
import { makeWav } from '../worker/audio/wav-files.ts';
import { openWindowAs, waitUntilLive } from './open-window.ts';
import { sharedWebApp } from './web-app.ts';
import { createWebLabel } from './web-label.ts';

// Workers look for ffmpeg there, which makes the copies of what Chromium does not play.
process.env.PATH = [path.dirname(ffmpegPath), process.env.PATH].join(path.delimiter);
const getApp = sharedWebApp({ regions: ['eu-uk'], processes: ['server', 'worker', 'bot'] });

const SECONDS = 12;
/** Of this file's sound: beyond it, seeking is seen. */
const SEEK_MS = 8_000;
const WAV = makeWav(SECONDS);

/** Formats that artists send, also those that no browser plays. */
const FORMATS: Record<string, { extension: string; args?: string[] }> = {
  WAV: { extension: 'wav', args: ['-c:a', 'pcm_s24le'] },
  AIFF: { extension: 'aiff' },
  FLAC: { extension: 'flac' },
  ALAC: { extension: 'm4a', args: ['-c:a', 'alac'] },
  AAC: { extension: 'm4a' },
  'AAC in ADTS': { extension: 'aac' },
  MP3: { extension: 'mp3', args: ['-b:a', '192k'] },
  'MP3 without an index': { extension: 'mp3', args: ['-q:a', '5', '-write_xing', '0'] },
  Vorbis: { extension: 'ogg', args: ['-c:a', 'libvorbis'] },
  Opus: { extension: 'opus', args: ['-c:a', 'libopus'] },
};

test('each format plays in Chromium from its kept file, and seeks', async (t) => {
  const app = await getApp();
  const label = await createWebLabel(app);
  const names = Object.keys(FORMATS);
  for (const name of names) {
    const { extension, args = [] } = FORMATS[name]!;
    const content = await encode(WAV, extension, ...args);
    await submitDemo(app, label, { trackTitle: name, trackUrl: '' }, label.artist, [
      { name: `glass.${extension}`, content },
    ]);
  }
  const { page } = await openWindowAs(t, { app, personId: label.owner });
  const played: string[] = [];
  for (const [index, name] of names.entries()) {
    await page.goto(`${label.inboxPath}/${index + 1}`);
    await waitUntilLive(page);
    // It comes when the worker has stored the file, and made a copy of what browsers do not play.
    await page.getByRole('button', { name: `Play ${name}`, exact: true }).click();
    const waitForPosition = (fromMs: number) =>
      page.waitForFunction(
        ([title, from]) =>
          [...document.querySelectorAll<HTMLInputElement>('input[type="range"]')].some(
            (input) => input.ariaLabel === title && input.valueAsNumber > Number(from),
          ),
        [`Position in ${name}`, fromMs] as const,
      );
    await waitForPosition(300);
    await page
      .getByRole('region', { name: 'Player', exact: true })
      .getByRole('slider', { name: `Position in ${name}`, exact: true })
      .fill(String(SEEK_MS));
    await waitForPosition(SEEK_MS + 300);
    played.push(name);
  }
  t.deepEqual(played, names);
});
