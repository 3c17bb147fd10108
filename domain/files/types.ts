import type { FileProblem, FileState } from './file-state.ts';

/** What was found in a file that is sound. Lengths in ms. */
export interface FileAudio {
  /** Why it could not be analyzed: it can be downloaded only. */
  problem: string | null;
  codec: string | null;
  durationMs: number | null;
  sampleRate: number | null;
  channels: number | null;
  bitsPerSample: number | null;
  /** Integrated loudness, LUFS. */
  loudness: number | null;
}

/** A file of a demo as staff see it. */
export interface FileSummary {
  id: string;
  /** The message of the conversation that it came with; null: it came with the demo. */
  messageId: string | null;
  name: string;
  /** As it was announced, until it is kept; null: not known yet. */
  sizeBytes: number | null;
  state: FileState;
  problem: FileProblem | null;
  /** What its bytes are, e.g. `flac`; null until they are known. */
  format: string | null;
  audio: FileAudio | null;
  /** The file that browsers play: this one, or the copy that was made for them; null: none. */
  playId: string | null;
}
