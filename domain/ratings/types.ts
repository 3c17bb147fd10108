/** What somebody on the team thinks of a subject. */
export interface Rating {
  userId: string;
  userName: string;
  /** 1 to 5. */
  stars: number;
  /** Epoch ms. */
  at: number;
}

/** What the team thinks of a subject. */
export interface RatingSummary {
  /** Of the stars, from 1 to 5. */
  average: number;
  count: number;
}
