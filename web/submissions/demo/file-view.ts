import type { FileProblem, FileState } from '../../../domain/files/file-state.ts';
import type { SubmissionDetail } from '../../../domain/submissions/types.ts';
import { presentTrackNotes } from '../../notes/note-view.ts';
import type { PlayableTrack } from '../../player/playable-track.ts';
import { presentLinkTrack } from '../../player/present-link-track.ts';
import type { DemoSummary } from '../demo-summary.ts';
import { toFileUrl } from '../file-url.ts';

/** A file of a demo or of its conversation. */
export interface FileView {
  id: string;
  name: string;
  /** Null until it is known. */
  bytes: number | null;
  state: FileState;
  problem: FileProblem | null;
  /** What it is: `flac`; null until it is known. */
  format: string | null;
  durationMs: number | null;
  sampleRate: number | null;
  bits: number | null;
  /** Integrated loudness, LUFS. */
  loudness: number | null;
  /** It is sound that browsers cannot play, and there is no copy that they can. */
  isDownloadOnly: boolean;
  /** Saves it; null when there is nothing to save. */
  downloadUrl: string | null;
}

type DetailFile = SubmissionDetail['files'][number];

export const presentFile = (guildId: string, from: DetailFile): FileView => ({
  id: from.id,
  name: from.name,
  bytes: from.sizeBytes,
  state: from.state,
  problem: from.problem,
  format: from.format,
  durationMs: from.audio?.durationMs ?? null,
  sampleRate: from.audio?.sampleRate ?? null,
  bits: from.audio?.bitsPerSample ?? null,
  loudness: from.audio?.loudness ?? null,
  isDownloadOnly:
    from.state === 'ready' && from.problem === null && from.audio !== null && from.playId === null,
  downloadUrl:
    (from.state === 'stored' || from.state === 'ready') && from.problem === null
      ? `${toFileUrl(guildId, from.id)}?download`
      : null,
});

/** The files of a demo that browsers play. */
const presentFileTracks = (
  guildId: string,
  { number, title, artist, coverUrl }: DemoSummary,
  files: readonly DetailFile[],
  notes: Parameters<typeof presentTrackNotes>[0],
): PlayableTrack[] =>
  files.flatMap((file) =>
    file.playId === null
      ? []
      : [
          {
            id: `file:${file.id}`,
            demo: { number, title, artist, coverUrl },
            source: {
              kind: 'file' as const,
              name: file.name,
              src: toFileUrl(guildId, file.playId),
              durationMs: file.audio?.durationMs ?? null,
              peaks: file.peaks,
            },
            notes: presentTrackNotes(notes, file.id),
          },
        ],
  );

/** What can be played of a demo: its files, then its link in the platform's player. */
export function presentTracks(
  guildId: string,
  demo: DemoSummary & Parameters<typeof presentLinkTrack>[1],
  files: readonly DetailFile[],
  notes: Parameters<typeof presentTrackNotes>[0],
): PlayableTrack[] {
  const linkTrack = presentLinkTrack(demo, demo);
  return [...presentFileTracks(guildId, demo, files, notes), ...(linkTrack ? [linkTrack] : [])];
}
