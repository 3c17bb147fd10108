export { createAudioAnalyzer } from './analyzer.ts';
export { AudioError } from './audio-error.ts';
export { findFfmpeg } from './find-ffmpeg.ts';
export { sniffFormat } from './sniff-format.ts';
export type {
  AudioAnalysis,
  AudioAnalyzer,
  AudioSource,
  SniffedFormat,
} from './types.ts';
