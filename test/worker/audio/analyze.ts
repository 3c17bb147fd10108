import {
  type AudioAnalysis,
  type AudioAnalyzer,
  AudioError,
  sniffFormat,
} from '../../../worker/audio/index.ts';
import { memorySource } from './memory-source.ts';

/** As a worker does it: sniffed, then analysed. */
export const analyzeBytes = (
  analyzer: AudioAnalyzer,
  bytes: Buffer,
  signal: AbortSignal = new AbortController().signal,
): Promise<AudioAnalysis> =>
  analyzer.analyze(memorySource(bytes), sniffFormat(bytes.subarray(0, 65_536)), { signal });

/** The code of an analysis that fails, `analysed` for one that does not; other errors are thrown. */
export const outcomeOf = (analysis: Promise<unknown>): Promise<string> =>
  analysis.then(
    () => 'analysed',
    (error) => {
      if (error instanceof AudioError) return error.code;
      throw error;
    },
  );
