import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import type { PlanStatus } from '../../domain/plans/get-status.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import settingsStyles from '../shell/settings.module.css';
import { useT } from '../strings/use-t.ts';
import styles from './plan-settings.module.css';
import { plansStrings } from './strings.en.ts';

/** Starts the server's trial; only admins see it. */
export function TrialForm({
  trial: { plan, days },
  requestId,
  outcome,
}: {
  trial: NonNullable<PlanStatus['trial']>;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}) {
  const t = useT(plansStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: 'trial' });
  const result = fetcher.data ?? outcomeOf(outcome, 'trial');
  const isIdle = fetcher.state === 'idle';
  return (
    <fetcher.Form method="post" className={settingsStyles.note}>
      <input type="hidden" name="intent" value="trial" />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <h2>{t('plans.trial.title', { plan: PLAN_NAMES[plan], days })}</h2>
      <p>{t('plans.trial.text')}</p>
      {isIdle && result && !result.ok && (
        <p role="alert" className={styles.problem}>
          {describeProblem(t, result.problem).text}
        </p>
      )}
      <Button type="submit" variant="accent" aria-disabled={!isIdle}>
        {t('plans.trial.start')}
      </Button>
    </fetcher.Form>
  );
}
