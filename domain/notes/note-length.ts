/** Characters of a note; with what surrounds it, it fits into one message on Discord. */
export const NOTE_MAX_LENGTH = 2_000;
/** People whom one note can notify. */
export const MAX_MENTIONS = 10;
/** Notes of one subject. */
export const MAX_NOTES_PER_SUBJECT = 500;
/** Of a track whose duration is not known, ms: a day. */
export const MAX_POSITION_MS = 86_400_000;
