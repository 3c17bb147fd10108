import type { PlanStatus } from '../../domain/plans/get-status.ts';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import { useT } from '../strings/use-t.ts';
import { formatDay } from '../times/format-timestamp.ts';
import styles from './plan-settings.module.css';
import { plansStrings } from './strings.en.ts';

/** What gives the server its plan, from where, until when. */
export function GrantList({ grants, now }: { grants: PlanStatus['grants']; now: number }) {
  const t = useT(plansStrings);
  if (grants.length === 0) return null;
  return (
    <section aria-labelledby="grants">
      <h2 id="grants" className={styles.heading}>
        {t('plans.grants')}
      </h2>
      <ul className={styles.grants}>
        {grants.map(({ plan, source, startsAt, endsAt }) => (
          <li key={`${plan} ${source} ${startsAt}`}>
            <span className={styles.grantPlan}>{PLAN_NAMES[plan]}</span>
            <span>{t(`plans.source.${source}`)}</span>
            <span className={styles.grantTime}>
              {startsAt > now && `${t('plans.from', { day: formatDay(t, startsAt) })} `}
              {endsAt === null
                ? t('plans.endless')
                : t('plans.until', { day: formatDay(t, endsAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
