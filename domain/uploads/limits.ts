/** How long an upload may take, ms; then what was received is erased. */
export const SESSION_TTL_MS = 24 * 3_600_000;
/** Files of one session. */
export const MAX_UPLOADS_PER_SESSION = 10;
/** Sessions of one artist that are open at a time; starting another closes the oldest. */
export const MAX_OPEN_SESSIONS = 5;
