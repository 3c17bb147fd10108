/** What a sound element says at one moment. */
export interface SoundSample {
  /** ms from the beginning of the track. */
  positionMs: number;
  /** ms, of a clock that never goes back. */
  atMs: number;
  /** 1 is as it was recorded. */
  speed: number;
  /** It plays, is not muted, and its volume is not 0. */
  isAudible: boolean;
  /** It is on its way to another position. */
  isSeeking: boolean;
}

/** How much further than the clock says a position may have moved, ms: browsers estimate both. */
const TOLERANCE_MS = 250;

/** The longest time between two samples for which the clock tells what was heard, ms. */
const MAX_ESTIMATED_MS = 1_000;

export interface ListeningMeter {
  add(sample: SoundSample): void;
  /** ms of the track that were heard and not taken yet. */
  getHeardMs(): number;
  /** @returns whole ms, at most `maxMs` */
  take(maxMs: number): number;
  /** What follows is another track. */
  reset(): void;
}

/**
 * Counts how much of a track was heard: by how far its position moved from one sample to the next
 * while it was audible, if that can be from playing. A seek counts nothing, nor does waiting; for
 * what sounded between the last sample and a seek there is only the clock.
 */
export function createListeningMeter(): ListeningMeter {
  let last: SoundSample | null = null;
  let heardMs = 0;
  return {
    add(sample) {
      if (last?.isAudible && !last.isSeeking) {
        const passedMs = (sample.atMs - last.atMs) * last.speed;
        const movedMs = sample.positionMs - last.positionMs;
        if (sample.isSeeking) heardMs += Math.min(passedMs, MAX_ESTIMATED_MS);
        else if (movedMs > 0 && movedMs <= passedMs + TOLERANCE_MS) heardMs += movedMs;
      }
      last = sample;
    },
    getHeardMs: () => heardMs,
    take(maxMs) {
      const taken = Math.floor(Math.min(heardMs, maxMs));
      heardMs -= taken;
      return taken;
    },
    reset() {
      last = null;
      heardMs = 0;
    },
  };
}
