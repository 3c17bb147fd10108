/** Discord's limits for a form, and for the label, the description and an option of a field. */
export const FIELDS_PER_PAGE = 5;
export const LABEL_MAX_LENGTH = 45;
export const HINT_MAX_LENGTH = 100;
export const OPTION_MAX_LENGTH = 100;
export const MAX_OPTIONS = 25;

/** A form has two pages; the artist's name and the title, which each has, are on the first. */
export const FIRST_PAGE_PARTS = FIELDS_PER_PAGE - 2;
export const MAX_PARTS = FIRST_PAGE_PARTS + FIELDS_PER_PAGE;

export const SHORT_ANSWER_MAX_LENGTH = 300;
export const LONG_ANSWER_MAX_LENGTH = 1_000;
