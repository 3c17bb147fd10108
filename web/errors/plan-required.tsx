import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { listAddedFeatures, PLAN_NAMES, PLANS, type Plan } from '../../domain/plans/plans.ts';
import { IconCheck } from '../components/icons.ts';
import { plansStrings } from '../plans/index.ts';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import styles from './error.module.css';
import type { Problem } from './problem.ts';

/** Not an error: which plan includes this page, what else it adds, and how to upgrade. */
export function PlanRequired({ problem }: { problem: Problem }) {
  const t = useT(plansStrings);
  const shell = useShell();
  const plan = PLANS.find((each) => each === problem.values.plan) ?? ('pro' satisfies Plan);
  const name = PLAN_NAMES[plan];
  return (
    <div className={styles.plan}>
      <p className={styles.badge}>{name}</p>
      <h1 className={styles.title}>{t('errors.plan_required.title', { plan: name })}</h1>
      <p className={styles.text}>{t('errors.plan_yours', { plan: shell.planName })}</p>
      <ul className={styles.gains}>
        {listAddedFeatures(plan).map((feature) => (
          <li key={feature}>
            <IconCheck size={16} stroke={2.25} aria-hidden="true" />
            {t(`plans.feature.${feature}`)}
          </li>
        ))}
      </ul>
      <h2 className={styles.how}>{t('errors.plan_how')}</h2>
      <p className={styles.text}>{t('errors.plan_how_text')}</p>
      <div className={styles.actions}>
        <Button component={Link} to={`/g/${shell.guildId}/settings/plan`} variant="accent">
          {t('errors.plan_page')}
        </Button>
        {shell.isAdmin && (
          <Button component={Link} to={`/g/${shell.guildId}/settings/storage`}>
            {t('errors.storage_page')}
          </Button>
        )}
      </div>
    </div>
  );
}
