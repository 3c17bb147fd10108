import type { LeasedDelivery } from '../tenancy/index.ts';

/** @returns 0 for a row about the guild; null for one that is about nothing of it */
export const toNumber = (guildId: string, row: LeasedDelivery): number | null =>
  row.subject.type === 'guild' && row.subject.id === guildId ? 0 : toSubmissionNumber(row);

/** @returns null for a row that is not about a submission */
export function toSubmissionNumber({ subject }: LeasedDelivery): number | null {
  const number = subject.type === 'submission' ? Number(subject.id) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}
