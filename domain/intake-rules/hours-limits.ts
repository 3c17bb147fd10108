export const DAYS_PER_WEEK = 7;

/** Times of day are minutes after midnight. */
export const MINUTES_PER_DAY = 1_440;

/** What artists read outside the opening hours is part of one message. */
export const HOURS_ANSWER_MAX_LENGTH = 500;
