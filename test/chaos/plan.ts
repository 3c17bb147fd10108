import { FAULTS, type FaultWish } from './faults.ts';
import { randomOf } from './random.ts';

/** What the worker has just done on Discord, and not yet recorded, when it is killed on sight. */
const AIMS = ['thread', 'intro', 'card', 'copy', 'dm'] as const;
export type Aim = (typeof AIMS)[number];

/** One demo's way: who sends it, what staff do about it, what goes wrong meanwhile. */
export interface DemoPlan {
  serial: number;
  label: number;
  isSecondArtist: boolean;
  /** Whether the owner acts, or a member with the staff role. */
  byOwner: boolean;
  messages: boolean;
  /** The artist answers staff's message. */
  answers: boolean;
  decision: 'approved' | 'rejected' | null;
  /** The decision is taken back, if that is still possible. */
  undoes: boolean;
  aim: Aim | null;
  /** Discord fails so, before the demo is sent and before staff act. */
  faults: { sending: FaultWish | null; staff: FaultWish | null };
  forgetNonces: boolean;
}

/** Drawn at once and from streams of their own: what a demo does depends on no timing. */
export function planDemos(seed: number, count: number, labels: number): DemoPlan[] {
  return Array.from({ length: count }, (_, serial) => {
    const random = randomOf(seed, `demo ${serial}`);
    const fault = () => (random.chance(0.45) ? random.pick(FAULTS) : null);
    return {
      serial,
      label: random.between(0, labels - 1),
      isSecondArtist: random.chance(0.5),
      byOwner: random.chance(0.3),
      messages: random.chance(0.5),
      decision: random.pick(['approved', 'approved', 'rejected', 'rejected', null]),
      aim: random.chance(0.25) ? random.pick(AIMS) : null,
      faults: { sending: fault(), staff: fault() },
      forgetNonces: random.chance(0.4),
      answers: random.chance(0.7),
      undoes: random.chance(0.25),
    };
  });
}
