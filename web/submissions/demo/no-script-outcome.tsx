import { useSearchParams } from '@remix-run/react';
import { IconAlert, IconCheck } from '../../components/icons.ts';
import { describeProblem } from '../../errors/problem-text.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './no-script-outcome.module.css';
import type { DemoOutcome } from './outcome.ts';

const INTENTS = [
  ...(['approve', 'reject', 'undo', 'status', 'message', 'tag', 'untag'] as const),
  ...(['note', 'remove_note', 'assign', 'unassign'] as const),
  ...(['rate', 'unrate', 'priority'] as const),
];

/** The outcome of a form that was posted without script; with script a notification shows it. */
export function NoScriptOutcome({ outcome }: { outcome: DemoOutcome | undefined; number: number }) {
  const t = useT(submissionsStrings);
  const [search] = useSearchParams();
  const completedIntent = INTENTS.find((intent) => intent === search.get('did'));
  if (outcome && !outcome.ok) {
    const { title, text } = describeProblem(t, outcome.problem);
    return (
      <p className={styles.outcome} data-kind="bad" role="alert">
        <IconAlert size={18} stroke={1.75} aria-hidden="true" />
        <span>
          <strong>{title}.</strong> {text} {outcome.problem.requestId}
        </span>
      </p>
    );
  }
  if (!completedIntent) return null;
  return (
    <p className={styles.outcome} data-kind="good" role="status">
      <IconCheck size={18} stroke={1.75} aria-hidden="true" />
      {t(`outcome.${completedIntent}`)}.
    </p>
  );
}
