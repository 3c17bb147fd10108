import type { Readable } from 'node:stream';
import { AudioError } from '../audio-error.ts';
import { type DecodedAudio, PcmDigest } from '../pcm/pcm-digest.ts';
import { SampleFramer } from '../pcm/sample-framer.ts';
import type { AudioLimits } from '../types.ts';
import { type FfmpegOptions, startFfmpeg } from './ffmpeg-process.ts';
import { AUDIO_TRACK, inputArguments } from './input-arguments.ts';
import { parseWavOutput } from './wav-output.ts';

/** One pass: the samples to our pipe, and beside them the loudness up to there, ten times a second. */
const GRAPH = [
  `[${AUDIO_TRACK}]asplit=2[pcm][measured]`,
  "[measured]ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file='pipe\\:3',anullsink",
].join(';');
/** What the filter says before a block is loud enough to count. */
const SILENCE_LUFS = -70;

/**
 * Decodes a file by ffmpeg, and keeps nothing of it.
 * @param options.input the file, with an index in front where there is one
 * @throws AudioError
 */
export async function decodeByFfmpeg(
  ffmpeg: FfmpegOptions,
  format: string,
  options: { input: () => Readable | Promise<Readable>; signal: AbortSignal },
): Promise<DecodedAudio & { loudnessLufs: number | null }> {
  const running = startFfmpeg(
    ffmpeg,
    [
      ...inputArguments(format, ffmpeg.limits.memoryBytes),
      ...['-filter_complex', GRAPH, '-map', '[pcm]', '-c:a', 'pcm_s32le'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-f', 'wav', 'pipe:1'],
    ],
    options,
  );
  let digest: PcmDigest | null = null;
  try {
    digest = await digestOutput(running.output, ffmpeg.limits);
  } catch (error) {
    running.kill(error);
  }
  await running.finished;
  if (!digest) throw new AudioError('broken');
  return { ...digest.finish(), loudnessLufs: parseLoudness(running.report) };
}

async function digestOutput(output: Readable, limits: AudioLimits): Promise<PcmDigest | null> {
  let head = Buffer.alloc(0);
  let digest: PcmDigest | null = null;
  let framer: SampleFramer | null = null;
  for await (const chunk of output as AsyncIterable<Buffer>) {
    if (digest && framer) {
      digest.add(framer.push(chunk));
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const stream = parseWavOutput(head);
    if (!stream) continue;
    digest = new PcmDigest(stream, limits);
    framer = new SampleFramer(digest.frameBytes);
    digest.add(framer.push(head.subarray(stream.dataStart)));
  }
  return digest;
}

function parseLoudness(report: string): number | null {
  const last = report.lastIndexOf('lavfi.r128.I=');
  const value = Number.parseFloat(report.slice(last).split('=')[1] ?? '');
  return last !== -1 && value > SILENCE_LUFS && value < 20 ? value : null;
}
