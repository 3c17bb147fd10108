import { useT } from '../catalogues/use-t.ts';
import { IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import type { presentStorage } from '../presenters/settings.ts';
import look from './settings.module.css';
import { Setting, SettingsPage } from './settings-page.tsx';

/** Where the label's data is, for reading; moving it starts on Discord. */
export function StorageSettings({ storage }: { storage: ReturnType<typeof presentStorage> }) {
  const t = useT();
  const tone = storage.state === 'open' ? 'good' : storage.state === 'moving' ? 'wait' : 'bad';
  const StateIcon = { good: IconCheck, wait: IconClock, bad: IconAlert }[tone];
  const HealthIcon = storage.healthy ? IconCheck : IconAlert;
  return (
    <SettingsPage title={t('settings.storage_title')} intro={t('settings.storage_intro')}>
      <dl>
        <Setting name={t('settings.region')}>{storage.regionName}</Setting>
        <Setting name={t('settings.kind')}>
          {t(storage.kind === 'own' ? 'settings.kind_own' : 'settings.kind_managed')}
        </Setting>
        <Setting name={t('settings.state')}>
          <span className={look.state} data-tone={tone}>
            <StateIcon size={16} stroke={2.25} />
            {t(`settings.state_${storage.state}`)}
          </span>
        </Setting>
        <Setting name={t('settings.health')}>
          <span className={look.state} data-tone={storage.healthy ? 'good' : 'bad'}>
            <HealthIcon size={16} stroke={2.25} />
            {t(storage.healthy ? 'settings.healthy' : 'settings.unhealthy')}
          </span>
        </Setting>
        {storage.kind === 'managed' && (
          <Setting name={t('settings.isolation')}>
            <span className={look.hint}>{t('settings.isolation_text')}</span>
          </Setting>
        )}
      </dl>
      <section className={look.note}>
        <h2>{t('settings.storage_move')}</h2>
        <p>{t('settings.storage_move_text')}</p>
      </section>
      <section className={look.note}>
        <h2>{t('settings.storage_leave')}</h2>
        <p>{t('settings.storage_leave_text')}</p>
      </section>
    </SettingsPage>
  );
}
