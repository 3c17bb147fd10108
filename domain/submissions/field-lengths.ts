/** Characters of what an artist fills in; the same on Discord and everywhere else. */
export const FIELD_MAX_LENGTHS = {
  artistName: 300,
  trackTitle: 300,
  trackUrl: 2_000,
  genre: 100,
  message: 2_000,
};

/** What is stored can be longer than what was typed: a link is encoded, a note joins the message. */
export const CORRECTION_MAX_LENGTHS = { trackUrl: 4_000, message: 4_000 };
