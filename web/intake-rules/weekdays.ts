/** The days of a week, Monday first, as texts and forms name them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The names of a day's two fields. */
export const dayFields = (index: number) => {
  const day = WEEKDAYS[index] ?? 'mon';
  return { from: `${day}From`, to: `${day}To` } as const;
};
