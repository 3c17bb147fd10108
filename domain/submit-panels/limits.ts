export const PANEL_TITLE_MAX_LENGTH = 100;
export const PANEL_BODY_MAX_LENGTH = 1_500;

/** Channels of a label that can have a panel. */
export const MAX_PANELS = 10;
