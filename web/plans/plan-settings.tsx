import { Button } from '@mantine/core';
import type { PlanStatus } from '../../domain/plans/get-status.ts';
import { IconCheck } from '../components/icons.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import settingsStyles from '../shell/settings.module.css';
import { SettingsPage } from '../shell/settings-page.tsx';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { GrantList } from './grant-list.tsx';
import styles from './plan-settings.module.css';
import { FEATURE_ROWS, type presentPlans } from './plans-view.ts';
import { RedeemForm } from './redeem-form.tsx';
import { type PlansTranslate, plansStrings } from './strings.en.ts';
import { TrialForm } from './trial-form.tsx';

interface Props {
  plans: ReturnType<typeof presentPlans>;
  grants: PlanStatus['grants'];
  /** That the server can still have. */
  trial: PlanStatus['trial'];
  /** Whether this person may start a trial and redeem codes here. */
  canChange: boolean;
  /** Whether a higher plan can be bought on Discord. */
  isSold: boolean;
  /** Of the loader, epoch ms. */
  now: number;
  requestIds: Record<'trial' | 'redeem', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
  supportUrl: string;
  supportServerUrl: string | null;
}

/** Plans side by side, the label's own marked, and the ways to another. */
export function PlanSettings({
  plans,
  grants,
  trial,
  canChange,
  isSold,
  now,
  requestIds,
  outcome,
  supportUrl,
  supportServerUrl,
}: Props) {
  const t = useT(plansStrings);
  return (
    <SettingsPage title={t('plans.title')} intro={t('plans.intro')}>
      <ul className={styles.plans}>
        {plans.map(({ plan, name, isYours, price }) => (
          <li key={plan} className={styles.plan} data-yours={isYours || undefined}>
            <p className={styles.name}>
              {name}
              {isYours && <span className={styles.yours}>{t('plans.current')}</span>}
            </p>
            {price && <p className={styles.price}>{price}</p>}
            <p className={styles.adds}>{t(`plans.adds.${plan}`)}</p>
          </li>
        ))}
      </ul>
      <GrantList grants={grants} now={now} />
      {canChange && trial && (
        <TrialForm trial={trial} requestId={requestIds.trial} outcome={outcome} />
      )}
      {canChange && <RedeemForm requestId={requestIds.redeem} outcome={outcome} />}
      <section className={settingsStyles.note}>
        <h2>{t('plans.upgrade')}</h2>
        <p>{t(isSold ? 'plans.upgrade_on_discord' : 'plans.upgrade_text')}</p>
        <Button component="a" href={supportUrl} rel="noopener">
          {t('plans.ask')}
        </Button>
        {supportServerUrl && (
          <Button component="a" href={supportServerUrl} variant="quiet" rel="noopener">
            {t('plans.support_server')}
          </Button>
        )}
      </section>
      <div>
        <h2 id="features" className={styles.heading}>
          {t('plans.all')}
        </h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
        <section className={styles.scroll} tabIndex={0} aria-labelledby="features">
          <FeatureTable plans={plans} />
        </section>
      </div>
    </SettingsPage>
  );
}

const FILE_ROWS: readonly {
  row: 'largest' | 'total' | 'rejected';
  format(t: PlansTranslate, limits: Props['plans'][number]['fileLimits']): string;
}[] = [
  { row: 'largest', format: (t, { maxFileBytes }) => formatBytes(t, maxFileBytes) },
  { row: 'total', format: (t, { maxTotalBytes }) => formatBytes(t, maxTotalBytes) },
  {
    row: 'rejected',
    format: (t, { keptAfterRejectionDays: days }) =>
      days === null ? t('plans.files.forever') : t('plans.files.days', { days }),
  },
];

function FeatureTable({ plans }: { plans: Props['plans'] }) {
  const t = useT(plansStrings);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('plans.feature_column')}</th>
          {plans.map(({ plan, name, isYours }) => (
            <th key={plan} scope="col" data-yours={isYours || undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {FEATURE_ROWS.map(({ feature, rank }, index) => (
          <tr key={feature} data-first={FEATURE_ROWS[index - 1]?.rank !== rank || undefined}>
            <th scope="row">{t(`plans.feature.${feature}`)}</th>
            {plans.map((plan) => (
              <td key={plan.plan} data-yours={plan.isYours || undefined}>
                {plan.rank >= rank ? (
                  <IconCheck size={16} stroke={2.25} role="img" aria-label={t('plans.has')} />
                ) : (
                  <span role="img" className={styles.lacks} aria-label={t('plans.lacks')} />
                )}
              </td>
            ))}
          </tr>
        ))}
        {FILE_ROWS.map(({ row, format }, index) => (
          <tr key={row} data-first={index === 0 || undefined}>
            <th scope="row">{t(`plans.files.${row}`)}</th>
            {plans.map(({ plan, isYours, fileLimits }) => (
              <td key={plan} className={styles.limit} data-yours={isYours || undefined}>
                {format(t, fileLimits)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
