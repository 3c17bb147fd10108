import { describeProblem } from '../../errors/problem-text.ts';
import type { NotifiedOutcome } from '../demo/outcome.ts';
import type { SubmissionsTranslate } from '../strings.en.ts';

export interface Toast {
  kind: 'good' | 'bad' | 'plain';
  title: string;
  text: string | null;
  /** How long it can be undone from now; 0 when it cannot. */
  undoSeconds: number;
}

/** An outcome as a notification. */
export function createOutcomeToast(
  t: SubmissionsTranslate,
  outcome: NotifiedOutcome,
  now: number,
): Toast {
  if (!outcome.ok) {
    const { title, text } = describeProblem(t, outcome.problem);
    const { requestId } = outcome.problem;
    return { kind: 'bad', title, text: requestId ? `${text} ${requestId}` : text, undoSeconds: 0 };
  }
  const { intent, number } = outcome;
  const createToast = (title: string, text: string | null): Toast => ({
    kind: intent === 'reject' ? 'plain' : 'good',
    title,
    text,
    undoSeconds: 0,
  });
  switch (intent) {
    case 'approve':
    case 'reject': {
      const { undoUntil } = outcome;
      const seconds = undoUntil ? Math.max(0, Math.round((undoUntil - now) / 1_000)) : 0;
      return {
        ...createToast(t(`outcome.${intent}`), t('outcome.decided_text', { number, seconds })),
        undoSeconds: seconds,
      };
    }
    case 'undo':
      return createToast(t('outcome.undo'), t('outcome.undo_text', { number }));
    case 'message':
      return createToast(t('outcome.message'), t('outcome.message_text', { number }));
    case 'status':
      return createToast(
        t('outcome.status'),
        t('outcome.status_text', {
          number,
          status: t(`status.${outcome.status}`).toLowerCase(),
        }),
      );
  }
}
