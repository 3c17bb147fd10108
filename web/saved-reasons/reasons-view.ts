import type { SavedReason } from '../../domain/saved-reasons/read-reasons.ts';

export const presentReasons = (reasons: readonly SavedReason[]) =>
  reasons.map(({ id, title, text, revision }) => ({ id, title, text, revision }));

export type ReasonView = ReturnType<typeof presentReasons>[number];
