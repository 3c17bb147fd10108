import { Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { Banner } from '../../components/banner.tsx';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { outcomeOf } from '../../routing/outcome.ts';
import { Setting } from '../../shell/settings-page.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { TimeSentence } from '../../times/time-sentence.tsx';
import { Timestamp } from '../../times/timestamp.tsx';
import panelStyles from '../customer-database-panel.module.css';
import type { StorageOutcome } from '../outcome.ts';
import type { Storage } from '../storage-view.ts';
import { storageStrings } from '../strings.en.ts';
import { TestSteps } from '../test-steps.tsx';
import { BucketTestResult } from './bucket-test-result.tsx';
import { describeBucketStep, PENDING_BUCKET_STEPS } from './bucket-test-view.ts';
import { DisconnectBucket } from './disconnect-bucket.tsx';

interface Props {
  bucket: NonNullable<Storage['bucket']>;
  canUseBucket: boolean;
  /** The home region's name, to which files can return. */
  region: string;
  requestIds: { retestBucket: string; disconnectBucket: string };
  outcome: StorageOutcome | undefined;
}

/** The label's own bucket: its credentials, use and actions. */
export function BucketPanel({ bucket, canUseBucket, region, requestIds, outcome }: Props) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  const fetcher = useFetcher<StorageOutcome>({ key: 'retest_bucket' });
  const isTesting = fetcher.state !== 'idle' && fetcher.formData !== undefined;
  return (
    <div className={panelStyles.panel}>
      {!bucket.isUsable && (
        <Banner tone="bad" title={t('bucket.revoked_title')}>
          {t(canUseBucket ? 'bucket.revoked_text' : 'bucket.revoked_text_plan')}
        </Banner>
      )}
      {bucket.isUsable && bucket.rotationAskedAt !== null && (
        <Banner tone="warn" title={t('bucket.rotation_title')}>
          {t('bucket.rotation_text')}
        </Banner>
      )}
      {!canUseBucket && (
        <Banner tone="warn" title={t('bucket.plan_title')}>
          {t('bucket.plan_text')} {bucket.isUsable && t('bucket.plan_return')}
        </Banner>
      )}
      <dl>
        <Setting name={t('bucket.location')}>{t('bucket.own')}</Setting>
        <Setting name={t('storage.own.credentials')} hint={t('bucket.credentials_hint')}>
          <TimeSentence at={bucket.credentialsSince} format="stamp">
            {(time) => t('storage.own.credentials_since', { time })}
          </TimeSentence>
        </Setting>
        <Setting name={t('bucket.last_used')}>
          {bucket.lastUsedAt === null ? (
            t('bucket.never_used')
          ) : (
            <Timestamp at={bucket.lastUsedAt} format="stamp" />
          )}
        </Setting>
      </dl>
      <div className={panelStyles.actions}>
        {bucket.isUsable && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="retest_bucket" />
            <RequestId initialId={requestIds.retestBucket} outcome={fetcher.data} />
            <Button type="submit" aria-disabled={isTesting}>
              {t(isTesting ? 'storage.own.testing' : 'bucket.retest')}
            </Button>
          </fetcher.Form>
        )}
        {canUseBucket && (
          <Button component={Link} to={`/g/${guildId}/settings/storage/bucket`}>
            {t('bucket.replace')}
          </Button>
        )}
        <DisconnectBucket
          region={region}
          canMoveFiles={bucket.isUsable}
          requestId={requestIds.disconnectBucket}
          outcome={outcome}
        />
      </div>
      <div aria-live="polite" className={panelStyles.result}>
        {isTesting ? (
          <TestSteps steps={PENDING_BUCKET_STEPS} describe={describeBucketStep} isRunning />
        ) : (
          <RetestResult result={fetcher.data ?? outcomeOf(outcome, 'retest_bucket')} />
        )}
      </div>
    </div>
  );
}

function RetestResult({ result }: { result: StorageOutcome | undefined }) {
  const t = useT(storageStrings);
  if (!result) return null;
  if (result.ok)
    return result.intent === 'retest_bucket' ? <BucketTestResult test={result.test} /> : null;
  const { title, text } = describeProblem(t, result.problem);
  return (
    <Banner tone="bad" role="alert" title={title}>
      {text}
    </Banner>
  );
}
