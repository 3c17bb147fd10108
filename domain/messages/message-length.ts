/** Leaves room in Discord's 4,000 characters of text for what surrounds the message. */
export const MESSAGE_MAX_LENGTH = 2_000;
