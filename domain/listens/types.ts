/** How long somebody of the staff has listened to a subject. */
export interface Listen {
  userId: string;
  /** As it was when they last listened. */
  userName: string;
  /** ms of its tracks, all times together. */
  heardMs: number;
  /** When they last listened, epoch ms. */
  lastAt: number;
  /** What they heard last: `file:<id>`. */
  track: string;
  /** Where that was then, ms from its beginning. */
  positionMs: number;
}

/** Who has listened to a demo; `others`: not whoever asks. */
export type HeardBy = 'nobody' | 'others' | 'me';
