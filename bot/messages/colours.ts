/** Accent colours of containers. */
export const ACCENT_COLOUR = 0x7c5cff;
export const INFO_COLOUR = 0x5aa9ff;
export const SUCCESS_COLOUR = 0x3ecf8e;
export const WARNING_COLOUR = 0xf5b14c;
export const DANGER_COLOUR = 0xf0616d;
