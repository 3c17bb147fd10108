import { Link } from '@remix-run/react';
import { EmptyState } from '../../components/empty-state.tsx';
import { IconArrowLeft, IconClock } from '../../components/icons.ts';
import { SettingsPage } from '../../shell/settings-page.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { SetupForm } from '../setup-form.tsx';
import type { Setup } from '../storage-view.ts';
import { storageStrings } from '../strings.en.ts';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect-page.module.css';
import { DatabaseRequirements } from './database-requirements.tsx';
import type { ConnectOutcome } from './outcome.ts';
import { SetupCountdown } from './setup-countdown.tsx';

interface Props {
  /** Null: none is open. */
  setup: Setup | null;
  /** Whether the label already uses its own database. */
  hasOwn: boolean;
  requestIds: { test: string; connect: string };
  asOf: number;
  outcome: ConnectOutcome | undefined;
}

/** From an address to a database that is ready: what is needed, the test, and the next step. */
export function ConnectPage({ setup, hasOwn, requestIds, asOf, outcome }: Props) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  return (
    <SettingsPage
      title={t(hasOwn ? 'connect.title_rotate' : 'connect.title')}
      intro={t(hasOwn ? 'connect.intro_rotate' : 'connect.intro')}
    >
      <div className={styles.bar}>
        <Link to={`/g/${guildId}/settings/storage`} className={styles.back}>
          <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
          {t('connect.back')}
        </Link>
        {setup && <SetupCountdown expiresAt={setup.expiresAt} asOf={asOf} />}
      </div>
      {setup ? (
        <>
          <ConnectForm setup={setup} requestIds={requestIds} outcome={outcome} />
          <DatabaseRequirements addresses={setup.addresses} />
        </>
      ) : (
        <NoSetup requestId={requestIds.test} />
      )}
    </SettingsPage>
  );
}

/** No set-up is open, or it has ended: how to get another one. */
function NoSetup({ requestId }: { requestId: string }) {
  const t = useT(storageStrings);
  return (
    <EmptyState
      illustration={
        <span className={styles.sign}>
          <IconClock size={32} stroke={1.5} />
        </span>
      }
      title={t('connect.none_title')}
      text={
        <>
          <p>{t('connect.none_text')}</p>
          <p className={styles.small}>{t('connect.none_discord')}</p>
        </>
      }
    >
      <SetupForm requestId={requestId} label={t('connect.none_act')} variant="accent" />
    </EmptyState>
  );
}
