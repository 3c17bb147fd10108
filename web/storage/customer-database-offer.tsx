import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { lowestPlanWith, PLAN_NAMES } from '../../domain/plans/plans.ts';
import { IconCheck } from '../components/icons.ts';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import styles from './customer-database-panel.module.css';
import { SetupForm } from './setup-form.tsx';
import { storageStrings } from './strings.en.ts';

const POINTS = ['versions', 'tls', 'secret', 'back'] as const;

/** What using one's own database offers; on a plan without it, which plan has it. */
export function CustomerDatabaseOffer({
  canUseOwn,
  requestId,
}: {
  canUseOwn: boolean;
  requestId: string;
}) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  return (
    <section className={styles.offer} aria-labelledby="own-offer">
      <h2 id="own-offer">{t('storage.own.offer_title')}</h2>
      <p>{t('storage.own.offer_text')}</p>
      <ul className={styles.points}>
        {POINTS.map((point) => (
          <li key={point}>
            <IconCheck size={14} stroke={2.5} aria-hidden="true" />
            {t(`storage.own.offer_${point}`)}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        {canUseOwn ? (
          <>
            <SetupForm requestId={requestId} label={t('storage.own.offer_act')} variant="accent" />
            {t('storage.own.offer_discord')}
          </>
        ) : (
          <>
            <Button component={Link} to={`/g/${guildId}/settings/plan`}>
              {t('storage.own.offer_plan_act')}
            </Button>
            {t('storage.own.offer_plan', { plan: PLAN_NAMES[lowestPlanWith('own_database')] })}
          </>
        )}
      </div>
    </section>
  );
}
