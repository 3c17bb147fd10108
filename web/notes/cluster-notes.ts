import type { TrackNote } from '../player/playable-track.ts';

/**
 * Notes whose marks would cover each other, together.
 * @param minGapMs between the first ones of two groups
 * @returns groups and the notes in them in order of their positions
 */
export function clusterNotes(
  notes: readonly TrackNote[],
  minGapMs: number,
): (readonly [TrackNote, ...TrackNote[]])[] {
  const clusters: [TrackNote, ...TrackNote[]][] = [];
  for (const note of notes.toSorted((a, b) => a.positionMs - b.positionMs)) {
    const last = clusters.at(-1);
    if (last && note.positionMs - last[0].positionMs < minGapMs) last.push(note);
    else clusters.push([note]);
  }
  return clusters;
}
