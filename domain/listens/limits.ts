/** Of one report, ms: browsers send one for about every 15 s that were heard. */
export const MAX_REPORT_MS = 120_000;
/** People whose listening a page shows. */
export const MAX_LISTENERS = 100;
/** Of a subject, by all staff, before its artist is told that it was listened to, ms. */
export const MIN_ANNOUNCED_MS = 10_000;
/** Characters. */
export const TRACK_MAX_LENGTH = 64;
