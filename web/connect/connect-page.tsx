import { Link } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { IconArrowLeft } from '../components/icons.ts';
import type { Setup } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { useShell } from '../shell/shell-context.ts';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect-page.module.css';
import { DatabaseRequirements } from './database-requirements.tsx';
import { NoSetup } from './no-setup.tsx';
import { SetupCountdown } from './setup-countdown.tsx';

interface Props {
  /** Null: none is open. */
  setup: Setup | null;
  /** Whether the label has an own database already. */
  hasOwn: boolean;
  requestIds: { test: string; connect: string };
  asOf: number;
  outcome: Outcome | undefined;
}

/** From an address to a database that is ready: what is needed, the test, and the next step. */
export function ConnectPage({ setup, hasOwn, requestIds, asOf, outcome }: Props) {
  const { guildId } = useShell();
  return (
    <SettingsPage
      title={storageT(hasOwn ? 'connect.title_rotate' : 'connect.title')}
      intro={storageT(hasOwn ? 'connect.intro_rotate' : 'connect.intro')}
    >
      <div className={styles.bar}>
        <Link to={`/g/${guildId}/settings/storage`} className={styles.back}>
          <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
          {storageT('connect.back')}
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
