/** Characters of a tag. */
export const TAG_MAX_LENGTH = 32;
