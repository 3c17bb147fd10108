/** Characters of what an artist fills in; the same on Discord and everywhere else. */
export const FIELD_MAX_LENGTHS = {
  artistName: 300,
  trackTitle: 300,
  trackUrl: 2_000,
  genre: 100,
  message: 2_000,
};
