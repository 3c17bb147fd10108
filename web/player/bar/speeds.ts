export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The next one up or down; the same at the end. */
export const stepSpeed = (speed: number, step: 1 | -1): number =>
  (step === 1 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed)) ??
  speed;
