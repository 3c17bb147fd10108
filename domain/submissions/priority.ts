/** How urgent a demo is to staff, the most urgent first. Artists never see it. */
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** @param value null in rows of the version before */
export const parsePriority = (value: unknown): Priority =>
  PRIORITIES.find((each) => each === value) ?? 'normal';
