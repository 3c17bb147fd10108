import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { lowestPlanWith, PLAN_NAMES } from '../../../domain/plans/plans.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import panelStyles from '../customer-database-panel.module.css';
import { storageStrings } from '../strings.en.ts';
import styles from './bucket-panel.module.css';

/** What using one's own bucket offers; on a plan without it, which plan has it. */
export function BucketOffer({ canUseBucket }: { canUseBucket: boolean }) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  return (
    <section className={panelStyles.offer} aria-labelledby="bucket-offer">
      <h3 id="bucket-offer" className={styles.offerTitle}>
        {t('bucket.offer_title')}
      </h3>
      <p className={styles.offerText}>{t('bucket.offer_text')}</p>
      <div className={panelStyles.foot}>
        {canUseBucket ? (
          <Button component={Link} to={`/g/${guildId}/settings/storage/bucket`} variant="accent">
            {t('bucket.title')}
          </Button>
        ) : (
          <>
            <Button component={Link} to={`/g/${guildId}/settings/plan`}>
              {t('storage.own.offer_plan_act')}
            </Button>
            {t('storage.own.offer_plan', { plan: PLAN_NAMES[lowestPlanWith('own_bucket')] })}
          </>
        )}
      </div>
    </section>
  );
}
