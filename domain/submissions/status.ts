/** The life of a submission, in the order in which lists show it. */
export const STATUSES = [
  'in_queue',
  'needs_review',
  'shortlisted',
  'processed',
  'contacted',
  'signed',
  'approved',
  'rejected',
  'withdrawn',
] as const;

export type Status = (typeof STATUSES)[number];

/** Waiting for an answer: counts as open for caps, ageing and the badge in the sidebar. */
export const OPEN_STATUSES: readonly Status[] = ['in_queue', 'needs_review', 'shortlisted'];

/** The two answers that a decision can give; the artist gets a DM. */
export const DECISIONS = ['approved', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What staff may set by hand: everything but `withdrawn`, which is the artist's own act. */
export const STAFF_STATUSES = STATUSES.filter((status) => status !== 'withdrawn');

/**
 * Whether Approve and Reject apply. A decision stands until it is undone or the demo is reopened,
 * also while the label contacts the artist.
 * @param hasDecision whether the submission's row refers to a decision
 */
export const canDecide = (status: Status, hasDecision: boolean): boolean =>
  !hasDecision && !isDecision(status) && status !== 'signed' && status !== 'withdrawn';

export const isStatus = (value: unknown): value is Status => STATUSES.includes(value as Status);
export const isDecision = (value: unknown): value is Decision =>
  DECISIONS.includes(value as Decision);
