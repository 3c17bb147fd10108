import { FAULTS, type FaultSpec } from './discord-faults.ts';
import { createRandom } from './random.ts';

/** What the worker has just done on Discord, and not yet recorded, when it is killed on sight. */
const KILL_MOMENTS = ['thread', 'intro', 'card', 'copy', 'dm'] as const;
export type KillMoment = (typeof KILL_MOMENTS)[number];

/** One demo's way: who sends it, what staff do about it, what goes wrong meanwhile. */
export interface DemoPlan {
  serial: number;
  label: number;
  isSecondArtist: boolean;
  /** Whether the owner acts, or a member with the staff role. */
  isReviewedByOwner: boolean;
  hasMessage: boolean;
  /** The artist answers staff's message. */
  isAnswered: boolean;
  decision: 'approved' | 'rejected' | null;
  /** The decision is taken back, if that is still possible. */
  isUndone: boolean;
  killMoment: KillMoment | null;
  /** Discord fails so, before the demo is sent and before staff act. */
  faults: { sending: FaultSpec | null; staff: FaultSpec | null };
  shouldForgetNonces: boolean;
}

/** Drawn at once and from streams of their own: what a demo does depends on no timing. */
export function planDemos(seed: number, count: number, labels: number): DemoPlan[] {
  return Array.from({ length: count }, (_, serial) => {
    const random = createRandom(seed, `demo ${serial}`);
    const fault = () => (random.chance(0.45) ? random.pick(FAULTS) : null);
    return {
      serial,
      label: random.between(0, labels - 1),
      isSecondArtist: random.chance(0.5),
      isReviewedByOwner: random.chance(0.3),
      hasMessage: random.chance(0.5),
      decision: random.pick(['approved', 'approved', 'rejected', 'rejected', null]),
      killMoment: random.chance(0.25) ? random.pick(KILL_MOMENTS) : null,
      faults: { sending: fault(), staff: fault() },
      shouldForgetNonces: random.chance(0.4),
      isAnswered: random.chance(0.7),
      isUndone: random.chance(0.25),
    };
  });
}
