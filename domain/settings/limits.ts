/** Characters of a label's name. */
export const LABEL_NAME_LIMIT = 60;
