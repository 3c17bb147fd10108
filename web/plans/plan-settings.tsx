import { Button } from '@mantine/core';
import { IconCheck } from '../components/icons.ts';
import settingsStyles from '../shell/settings.module.css';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './plan-settings.module.css';
import { FEATURE_ROWS, type presentPlan } from './plans-view.ts';

interface Props {
  plans: ReturnType<typeof presentPlan>[];
  supportUrl: string;
}

/** Plans side by side, the label's own marked. */
export function PlanSettings({ plans, supportUrl }: Props) {
  const t = useT();
  return (
    <SettingsPage title={t('settings.plan_title')} intro={t('settings.plan_intro')}>
      <ul className={styles.plans}>
        {plans.map(({ plan, name, isYours }) => (
          <li key={plan} className={styles.plan} data-yours={isYours || undefined}>
            <p className={styles.name}>
              {name}
              {isYours && <span className={styles.yours}>{t('settings.plan_current')}</span>}
            </p>
            <p className={styles.adds}>{t(`settings.plan_adds.${plan}`)}</p>
          </li>
        ))}
      </ul>
      <section className={settingsStyles.note}>
        <h2>{t('settings.plan_upgrade')}</h2>
        <p>{t('settings.plan_upgrade_text')}</p>
        <Button component="a" href={supportUrl} rel="noopener">
          {t('settings.plan_ask')}
        </Button>
      </section>
      <div>
        <h2 id="features" className={styles.heading}>
          {t('settings.plan_all')}
        </h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
        <section className={styles.scroll} tabIndex={0} aria-labelledby="features">
          <FeatureTable plans={plans} />
        </section>
      </div>
    </SettingsPage>
  );
}

function FeatureTable({ plans }: { plans: Props['plans'] }) {
  const t = useT();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('settings.plan_feature')}</th>
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
            <th scope="row">{t(`settings.feature.${feature}`)}</th>
            {plans.map((plan) => (
              <td key={plan.plan} data-yours={plan.isYours || undefined}>
                {plan.rank >= rank ? (
                  <IconCheck
                    size={16}
                    stroke={2.25}
                    role="img"
                    aria-label={t('settings.plan_has')}
                  />
                ) : (
                  <span role="img" className={styles.lacks} aria-label={t('settings.plan_lacks')} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
