/** A reason is part of the artist's DM. */
export const REASON_MAX_LENGTH = 1_000;
