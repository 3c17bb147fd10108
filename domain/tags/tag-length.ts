/** Characters of a tag. */
export const TAG_MAX_LENGTH = 32;
/** Characters that may be typed: a leading `#` and repeated spaces do not count. */
export const TAG_INPUT_MAX_LENGTH = 40;
