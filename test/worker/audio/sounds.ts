import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findFfmpegProgram } from '../../../sandbox/machine/ffmpeg.ts';

const run = promisify(execFile);
const CACHE = path.resolve(import.meta.dirname, '../../../.cache');

/** This machine's, or Debian's; fetched once per machine. */
export const ffmpegPath = await findFfmpegProgram(CACHE);

/** Encodes a WAV. @param args output options of ffmpeg @param extension of the file it writes */
export async function encode(
  wav: Buffer,
  extension: string,
  ...args: readonly string[]
): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vektra-sounds-'));
  try {
    const output = path.join(folder, `sound.${extension}`);
    const encoding = run(ffmpegPath, [
      ...['-nostdin', '-hide_banner', '-loglevel', 'error'],
      ...['-f', 'wav', '-i', 'pipe:0', ...args, output],
    ]);
    encoding.child.stdin?.end(wav);
    await encoding;
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
