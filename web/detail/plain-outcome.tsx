import { useSearchParams } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { IconAlert, IconCheck } from '../components/icons.ts';
import { problemText } from '../errors/text.ts';
import type { Outcome } from '../routing/outcome.ts';
import look from './plain-outcome.module.css';

const INTENTS = ['approve', 'reject', 'undo', 'status', 'message'] as const;

/** How a form ended that was posted without script; with script a note tells it. */
export function PlainOutcome({ outcome }: { outcome: Outcome | undefined; number: number }) {
  const t = useT();
  const [search] = useSearchParams();
  const did = INTENTS.find((intent) => intent === search.get('did'));
  if (outcome && !outcome.ok) {
    const { title, text } = problemText(t, outcome.problem);
    return (
      <p className={look.outcome} data-kind="bad" role="alert">
        <IconAlert size={18} stroke={1.75} aria-hidden="true" />
        <span>
          <strong>{title}.</strong> {text} {outcome.problem.requestId}
        </span>
      </p>
    );
  }
  if (!did) return null;
  return (
    <p className={look.outcome} data-kind="good" role="status">
      <IconCheck size={18} stroke={1.75} aria-hidden="true" />
      {t(`outcome.${did}`)}.
    </p>
  );
}
