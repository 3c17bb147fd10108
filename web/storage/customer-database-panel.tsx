import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { IconAlert, IconCheck, IconClock } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { toOutageCode } from '../errors/connection-error-code.ts';
import { describeProblem } from '../errors/problem-text.ts';
import { type Outcome, outcomeOf } from '../routing/outcome.ts';
import settingsStyles from '../shell/settings.module.css';
import { Setting } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import { describeTestStep, PENDING_TEST_STEPS } from './connection-test-view.ts';
import styles from './customer-database-panel.module.css';
import type { StorageOutcome, StorageResults } from './outcome.ts';
import { SetupForm } from './setup-form.tsx';
import type { Storage } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';
import { TestResult } from './test-result.tsx';
import { TestSteps } from './test-steps.tsx';

interface Props {
  database: NonNullable<Storage['own']>;
  canUseOwn: boolean;
  requestIds: { retest: string; setup: string };
  outcome: StorageOutcome | undefined;
}

/** The customer's database: its server, health, credentials and actions. */
export function CustomerDatabasePanel({ database, canUseOwn, requestIds, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<Outcome<StorageResults, 'retest'>>({ key: 'retest' });
  const result = fetcher.data ?? outcomeOf(outcome, 'retest');
  const isTesting = fetcher.state !== 'idle';
  const HealthIcon = database.outage ? IconAlert : IconCheck;
  return (
    <section className={styles.panel} aria-label={t('storage.own.title')}>
      {database.outage && (
        <Banner tone="bad" title={t(`notices.code.${toOutageCode(database.outage.code)}`)}>
          {t(`storage.advice.${database.outage.code}`)}
        </Banner>
      )}
      {database.rotationAskedAt && (
        <Banner tone="warn" title={t('storage.own.rotation_title')}>
          {t('storage.own.rotation_text')}
        </Banner>
      )}
      <dl>
        <Setting name={t('storage.own.server')}>{database.server}</Setting>
        <Setting name={t('storage.own.health')}>
          <span className={settingsStyles.state} data-tone={database.outage ? 'bad' : 'good'}>
            <HealthIcon size={16} stroke={2.25} aria-hidden="true" />
            <span>
              {database.outage ? (
                <TimeSentence at={database.outage.since} format="stamp">
                  {(time) => t('storage.own.away', { time })}
                </TimeSentence>
              ) : (
                t('storage.own.ok')
              )}
            </span>
          </span>
        </Setting>
        <Setting
          name={t('storage.own.credentials')}
          hint={t('storage.own.credentials_version', { version: database.secretVersion })}
        >
          <TimeSentence at={database.credentialsSince} format="stamp">
            {(time) => t('storage.own.credentials_since', { time })}
          </TimeSentence>
        </Setting>
        <PreviousCredentials database={database} />
      </dl>
      <div className={styles.actions}>
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="retest" />
          <RequestId initialId={requestIds.retest} outcome={fetcher.data} />
          <Button type="submit" aria-disabled={isTesting}>
            {t(isTesting ? 'storage.own.testing' : 'storage.own.retest')}
          </Button>
        </fetcher.Form>
        {canUseOwn && <SetupForm requestId={requestIds.setup} label={t('storage.own.rotate')} />}
        <Button component="a" href="#regions" variant="ghost">
          {t('storage.own.disconnect')}
        </Button>
      </div>
      {isTesting ? (
        <TestSteps steps={PENDING_TEST_STEPS} describe={describeTestStep} isRunning />
      ) : result?.ok ? (
        <TestResult test={result.test} />
      ) : (
        result &&
        !result.ok && (
          <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
            {describeProblem(t, result.problem).text}
          </Banner>
        )
      )}
    </section>
  );
}

/** What became of the credentials before, after a rotation. */
function PreviousCredentials({ database }: Pick<Props, 'database'>) {
  const t = useT(storageStrings);
  const { previousVersion } = database;
  if (!previousVersion) return null;
  const version = database.secretVersion - 1;
  return (
    <Setting name={t('storage.own.previous')}>
      {previousVersion.state === 'closing' ? (
        <span className={settingsStyles.state} data-tone="wait">
          <IconClock size={16} stroke={2.25} aria-hidden="true" />
          <span>
            <TimeSentence at={previousVersion.endsAt} format="stamp">
              {(time) => t('storage.own.previous_closing', { version, time })}
            </TimeSentence>
          </span>
        </span>
      ) : (
        <span className={settingsStyles.state} data-tone="good">
          <IconCheck size={16} stroke={2.25} aria-hidden="true" />
          <span>{t('storage.own.previous_destroyed', { version })}</span>
        </span>
      )}
    </Setting>
  );
}
