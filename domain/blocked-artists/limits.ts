/** Artists that a label can have blocked at a time. */
export const MAX_BLOCKED_ARTISTS = 1_000;
/** Characters of the reason, which only staff see. */
export const BLOCK_REASON_MAX_LENGTH = 500;
