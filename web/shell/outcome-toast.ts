import type { TranslateFn } from '../catalogues/translate.ts';
import { describeProblem } from '../errors/problem-text.ts';
import type { Outcome } from '../routing/outcome.ts';

export interface Toast {
  kind: 'good' | 'bad' | 'plain';
  title: string;
  text: string | null;
  /** How long it can be undone from now; 0 when it cannot. */
  undoSeconds: number;
}

/** How an act ended, in a few words. */
export function createOutcomeToast(t: TranslateFn, outcome: Outcome, now: number): Toast {
  if (!outcome.ok) {
    const { title, text } = describeProblem(t, outcome.problem);
    const { requestId } = outcome.problem;
    return { kind: 'bad', title, text: requestId ? `${text} ${requestId}` : text, undoSeconds: 0 };
  }
  const { intent, number, status, undoUntil } = outcome;
  const seconds = undoUntil ? Math.max(0, Math.round((undoUntil - now) / 1_000)) : 0;
  const createToast = (title: string, text: string | null): Toast => ({
    kind: intent === 'reject' ? 'plain' : 'good',
    title,
    text,
    undoSeconds: 0,
  });
  switch (intent) {
    case 'approve':
    case 'reject':
      return {
        ...createToast(t(`outcome.${intent}`), t('outcome.decided_text', { number, seconds })),
        undoSeconds: seconds,
      };
    case 'undo':
      return createToast(t('outcome.undo'), t('outcome.undo_text', { number }));
    case 'message':
      return createToast(t('outcome.message'), t('outcome.message_text', { number }));
    default:
      return createToast(
        t('outcome.status'),
        status && t('outcome.status_text', { number, status: t(`status.${status}`).toLowerCase() }),
      );
  }
}
