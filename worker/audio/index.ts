export { createAudioAnalyzer } from './analyzer.ts';
export { AudioError } from './audio-error.ts';
export { findFfmpeg } from './find-ffmpeg.ts';
export { SNIFFED_BYTES, sniffFormat } from './sniff-format.ts';
export type {
  AudioAnalysis,
  AudioAnalyzer,
  AudioSource,
  SniffedFormat,
} from './types.ts';
