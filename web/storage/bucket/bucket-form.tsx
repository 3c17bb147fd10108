import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { RequestId } from '../../components/request-id.tsx';
import { outcomeOf } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import styles from '../connect/connect-form.module.css';
import { FormError } from '../form-error.tsx';
import { storageStrings } from '../strings.en.ts';
import { TestSteps } from '../test-steps.tsx';
import { BucketFields } from './bucket-fields.tsx';
import { BucketTestResult } from './bucket-test-result.tsx';
import { describeBucketStep, PENDING_BUCKET_STEPS } from './bucket-test-view.ts';
import type { BucketOutcome } from './outcome.ts';

interface Props {
  requestId: string;
  outcome: BucketOutcome | undefined;
  /** The bucket's name, as it is typed. */
  onBucketNamed: (name: string) => void;
}

/**
 * The bucket and its keys. One button tests them and takes them into use. After a test that failed
 * everything typed stays; sent without script, all but the secret key.
 */
export function BucketForm({ requestId, outcome, onBucketNamed }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<BucketOutcome>({ key: 'connect-bucket' });
  const reloaded = outcomeOf(outcome, 'connect');
  const result = fetcher.data ?? reloaded;
  const isTesting = fetcher.state !== 'idle' && fetcher.formData !== undefined;
  const test = result?.ok ? result.test : null;
  return (
    <>
      <fetcher.Form method="post" className={styles.form} autoComplete="off">
        <input type="hidden" name="intent" value="connect" />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <BucketFields
          typed={reloaded?.ok ? reloaded.typed : null}
          wasCleared={!fetcher.data && reloaded?.ok === true}
          test={test}
          onBucketNamed={onBucketNamed}
        />
        <Button type="submit" variant="accent" aria-disabled={isTesting} className={styles.submit}>
          {t(isTesting ? 'connect.testing' : 'bucket.connect')}
        </Button>
      </fetcher.Form>
      <div aria-live="polite" className={styles.result}>
        {isTesting ? (
          <TestSteps steps={PENDING_BUCKET_STEPS} describe={describeBucketStep} isRunning />
        ) : (
          test && <BucketTestResult test={test} />
        )}
        {!isTesting && result && !result.ok && <FormError result={result} />}
      </div>
    </>
  );
}
