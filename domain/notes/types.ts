/** What staff noted about a subject, for themselves. */
export interface Note {
  id: string;
  authorId: string;
  authorName: string;
  body: string;
  /** The file that it is about; null: none, or the demo's link if there is a position. */
  fileId: string | null;
  /** ms from the beginning of the track; null: it is about no position. */
  positionMs: number | null;
  /** Epoch ms. */
  createdAt: number;
}
