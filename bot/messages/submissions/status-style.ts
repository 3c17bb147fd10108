import type { ArtistStatus } from '../../../domain/submissions/artist-status.ts';
import type { Status } from '../../../domain/submissions/status.ts';

/** A status has its own icon as well as a colour: some people cannot tell the colours apart. */
export const STATUS_STYLES: Record<Status, { icon: string; colour: number }> = {
  in_queue: { icon: '○', colour: 0x9aa1b1 },
  needs_review: { icon: '◧', colour: 0xf5b14c },
  shortlisted: { icon: '★', colour: 0x5aa9ff },
  processed: { icon: '◇', colour: 0x9aa1b1 },
  contacted: { icon: '✉', colour: 0xa78bfa },
  signed: { icon: '✒', colour: 0x7c5cff },
  approved: { icon: '●', colour: 0x3ecf8e },
  rejected: { icon: '■', colour: 0xf2637e },
  withdrawn: { icon: '↩', colour: 0x5b6272 },
};

/** What artists see of a status looks like what staff see. */
export const ARTIST_STATUS_STYLES: Record<ArtistStatus, (typeof STATUS_STYLES)[Status]> = {
  received: STATUS_STYLES.in_queue,
  in_review: STATUS_STYLES.needs_review,
  approved: STATUS_STYLES.approved,
  passed: STATUS_STYLES.rejected,
  signed: STATUS_STYLES.signed,
  withdrawn: STATUS_STYLES.withdrawn,
};
