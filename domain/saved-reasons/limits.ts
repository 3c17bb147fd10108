/** Reasons that a label can save: Discord shows so many in a select menu. */
export const MAX_SAVED_REASONS = 25;
/** Characters of the title under which staff find a reason. */
export const SAVED_REASON_TITLE_MAX_LENGTH = 80;
