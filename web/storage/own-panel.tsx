import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { TEST_STEPS } from '../../domain/storage/types.ts';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { Banner } from '../components/banner.tsx';
import { IconAlert, IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { problemText } from '../errors/text.ts';
import { outageKey } from '../presenters/code.ts';
import type { Storage } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import settings from '../settings/settings.module.css';
import { Setting } from '../settings/settings-page.tsx';
import { When } from '../times/when.tsx';
import look from './own-panel.module.css';
import { SetupForm } from './setup-form.tsx';
import { TestResult } from './test-result.tsx';
import { TestSteps } from './test-steps.tsx';

interface Props {
  own: NonNullable<Storage['own']>;
  canUseOwn: boolean;
  requestIds: { retest: string; setup: string };
  outcome: Outcome | undefined;
}

const WAITING = TEST_STEPS.map((step) => ({ step, state: 'waits' }) as const);

/** The label's own database: what it is, how it fares, and what can be done about it. */
export function OwnPanel({ own, canUseOwn, requestIds, outcome }: Props) {
  const t = useT();
  const fetcher = useFetcher<Outcome>({ key: 'retest' });
  const result = fetcher.data ?? (outcome?.intent === 'retest' ? outcome : undefined);
  const isTesting = fetcher.state !== 'idle';
  const Sign = own.outage ? IconAlert : IconCheck;
  return (
    <section className={look.panel} aria-label={storageT('own.title')}>
      {own.outage && (
        <Banner tone="bad" title={t(`notices.code.${outageKey(own.outage.code)}`)}>
          {storageT(`advice.${own.outage.code}`)}
        </Banner>
      )}
      {own.rotationAskedAt && (
        <Banner tone="warn" title={storageT('own.rotation_title')}>
          {storageT('own.rotation_text')}
        </Banner>
      )}
      <dl>
        <Setting name={storageT('own.server')}>{own.server}</Setting>
        <Setting name={storageT('own.health')}>
          <span className={settings.state} data-tone={own.outage ? 'bad' : 'good'}>
            <Sign size={16} stroke={2.25} aria-hidden="true" />
            <span>
              {storageT(own.outage ? 'own.away' : 'own.ok')}{' '}
              {own.outage && <When at={own.outage.since} as="stamp" />}
            </span>
          </span>
        </Setting>
        <Setting
          name={storageT('own.credentials')}
          hint={storageT('own.credentials_version', { version: own.secretVersion })}
        >
          {storageT('own.credentials_since')} <When at={own.credentialsSince} as="stamp" />
        </Setting>
      </dl>
      <div className={look.acts}>
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="retest" />
          <RequestId minted={requestIds.retest} outcome={fetcher.data} />
          <Button type="submit" aria-disabled={isTesting}>
            {storageT(isTesting ? 'own.testing' : 'own.retest')}
          </Button>
        </fetcher.Form>
        {canUseOwn && <SetupForm requestId={requestIds.setup} label={storageT('own.rotate')} />}
        <Button component="a" href="#regions" variant="ghost">
          {storageT('own.disconnect')}
        </Button>
      </div>
      {isTesting ? (
        <TestSteps steps={WAITING} isRunning />
      ) : result?.ok && result.test ? (
        <TestResult test={result.test} />
      ) : (
        result &&
        !result.ok && (
          <Banner tone="bad" role="alert" title={problemText(t, result.problem).title}>
            {problemText(t, result.problem).text}
          </Banner>
        )
      )}
    </section>
  );
}
