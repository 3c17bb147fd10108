/** Characters of a label's name. */
export const LABEL_NAME_MAX_LENGTH = 60;
