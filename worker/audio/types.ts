import type { Readable } from 'node:stream';

/** What the bytes are, never what a name or a client says. */
export interface SniffedFormat {
  /**
   * Sound: `wav`, `flac`, `mp3`, `ogg_vorbis`, `ogg_opus`, `ogg_flac`, `m4a`, `aac`, `aiff`, `webm`.
   * Anything else: `ogg`, `video`, `image`, `pdf`, `zip`, `text`, `other`.
   */
  format: string;
  /** One that no browser runs: HTML and SVG are `text/plain`, unknown bytes are octets. */
  contentType: string;
  isAudio: boolean;
}

/** A stored file; opened again for each pass. */
export interface AudioSource {
  sizeBytes: number;
  /** @param range bytes from `start` up to, not including, `end`; the whole file without it */
  read(range?: { start: number; end: number }): Promise<Readable>;
}

/** Cleaned text of at most 200 characters on one line. */
export interface AudioTags {
  title: string | null;
  artist: string | null;
  album: string | null;
  genre: string | null;
  /** Beats a minute, 1–999. */
  bpm: number | null;
  /** 12 characters without hyphens. */
  isrc: string | null;
}

export interface AudioAnalysis {
  /** As ffmpeg names them: `pcm_s24le`, `flac`, `mp3`, `alac`, `aac`, `vorbis`, `opus`. */
  codec: string;
  /** Of the decoded samples, not what a header says. */
  durationMs: number;
  sampleRate: number;
  channels: number;
  /** Of lossless codecs. */
  bitsPerSample: number | null;
  /** Integrated, EBU R128; null without ffmpeg, and for silence. */
  loudnessLufs: number | null;
  /**
   * Absolute peaks, 0–255: 2,000 points (fewer for sounds of fewer samples) for each of at most two
   * channels. With more channels, the even ones are in the first and the odd ones in the second.
   */
  peaks: Uint8Array[];
  /**
   * SHA-256 (hex) of the decoded sound: the line `pcm_s32le <rate> <channels>\n`, then all samples,
   * interleaved, as signed 32-bit little-endian integers; narrower ones are shifted to the top. The
   * same for the same sound in WAV, AIFF, FLAC and ALAC. Of lossy codecs it is equal for one
   * encoding in several files, and depends on the decoder. null where the built-in decoders
   * give no exact integers: MP3, Vorbis, Opus, and FLAC of more than 24 bits.
   */
  pcmHash: string | null;
  tags: AudioTags;
  /**
   * Why a browser needs a listening copy: it cannot play the `format`, or gets the duration and
   * positions of a `seek` wrong. null: it does not.
   */
  needsCopy: 'format' | 'seek' | null;
}

export interface AudioLimits {
  /** Of the sound, in ms. */
  maxDurationMs: number;
  /** Decoded, as 32-bit samples. */
  maxOutputBytes: number;
  /** For a whole analysis or copy, in ms. It is also the limit of a process's CPU time. */
  timeoutMs: number;
  /** Address space of an ffmpeg process; JavaScript heap of a decoder's thread. */
  memoryBytes: number;
}

export interface AudioAnalyzer {
  /**
   * Decodes the whole sound once.
   * @throws AudioError about the file
   * @throws the source's error, unchanged, and the signal's reason
   */
  analyze(
    source: AudioSource,
    format: SniffedFormat,
    options: { signal: AbortSignal },
  ): Promise<AudioAnalysis>;
  /**
   * Encodes a listening copy as a stream, which fails with what `analyze` throws. Destroying it ends
   * the encoder.
   * @returns null when this machine has no encoder
   * @throws AudioError when the header shows that there is nothing to encode
   */
  createCopy(
    source: AudioSource,
    format: SniffedFormat,
    options: { signal: AbortSignal },
  ): Promise<{ contentType: string; body: Readable } | null>;
  /** For the log and the health page. */
  readonly decoder: 'ffmpeg' | 'built-in';
  /** Ends everything under way; resolves when its processes and threads are gone. */
  close(): Promise<void>;
}
