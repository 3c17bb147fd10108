import type { AudioHeader } from '../headers/types.ts';

/** A float holds that many bits of a sample. */
const EXACT_BITS = 24;

/** Whether what a package makes of this file is exactly what was encoded. */
export const hasExactSamples = (
  header: AudioHeader,
): header is AudioHeader & { bitsPerSample: number } =>
  header.codec === 'flac' && header.bitsPerSample !== null && header.bitsPerSample <= EXACT_BITS;
