/** How samples lie in a file that holds them plainly. */
export interface PcmLayout {
  /** Where they are in the file. */
  start: number;
  end: number;
  kind: 'signed' | 'unsigned' | 'float';
  /** Of one sample: 1–4, or 8 for a float. */
  bytes: number;
  isBigEndian: boolean;
}

/** What a file's headers say, before anything is decoded. */
export interface AudioHeader {
  /** As `AudioAnalysis.codec`. */
  codec: string;
  /** null: only decoding tells; the codec bounds it. */
  sampleRate: number | null;
  channels: number | null;
  bitsPerSample: number | null;
  /** Samples of a channel; null: only decoding tells. */
  frames: number | null;
  /** Whether a browser plays it from the start to its end. */
  isPlayable: boolean;
  /** Whether it has what a browser needs for durations and positions. */
  isSeekable: boolean;
  /** What a browser takes for the duration when that is only an estimate. */
  estimatedDurationMs?: number;
  pcm?: PcmLayout;
  /** The bytes in another order than they lie in the file; see mp4.ts. */
  reordered?: { before: number; moov: Buffer; moovStart: number; moovEnd: number };
}
