import type { SavedReason } from '../../../domain/saved-reasons/read-reasons.ts';

/** The saved reasons that a rejection offers. */
export const presentReasonChoices = (reasons: readonly SavedReason[]) =>
  reasons.map(({ id, title, text }) => ({ id, title, text }));

export type ReasonChoice = ReturnType<typeof presentReasonChoices>[number];
