/** A section that is played again and again. */
export interface Loop {
  startMs: number;
  /** Null until it is set. */
  endMs: number | null;
}

/** Shorter ones are a mistake: the second press of the same key. */
export const LOOP_MIN_MS = 500;

/** One key for all of it: the section begins here, it ends here, no section. */
export function advanceLoop(loop: Loop | null, positionMs: number): Loop | null {
  if (!loop) return { startMs: positionMs, endMs: null };
  if (loop.endMs !== null) return null;
  const [startMs, endMs] =
    positionMs < loop.startMs ? [positionMs, loop.startMs] : [loop.startMs, positionMs];
  return endMs - startMs < LOOP_MIN_MS ? loop : { startMs, endMs };
}

/** Moves an edge, not beyond the other one. */
export function moveLoopEdge(loop: Loop, edge: 'start' | 'end', positionMs: number): Loop {
  if (edge === 'end') return { ...loop, endMs: Math.max(positionMs, loop.startMs + LOOP_MIN_MS) };
  const latestMs = loop.endMs === null ? positionMs : loop.endMs - LOOP_MIN_MS;
  return { ...loop, startMs: Math.max(0, Math.min(positionMs, latestMs)) };
}

/** Where to go on playing at the loop's end; null before it, and outside of the section. */
export function getLoopReturnMs(loop: Loop | null, fromMs: number, toMs: number): number | null {
  if (!loop || loop.endMs === null) return null;
  return fromMs < loop.endMs && toMs >= loop.endMs ? loop.startMs : null;
}
