export { createAudioAnalyzer } from './analyzer.ts';
export { AudioError, type AudioProblem } from './audio-error.ts';
export { findFfmpeg } from './find-ffmpeg.ts';
export { sniffFormat } from './sniff-format.ts';
export type {
  AudioAnalysis,
  AudioAnalyzer,
  AudioLimits,
  AudioSource,
  AudioTags,
  SniffedFormat,
} from './types.ts';
