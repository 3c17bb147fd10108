import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { RequestId } from '../../components/request-id.tsx';
import { type Outcome, outcomeOf } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import { describeTestStep, PENDING_TEST_STEPS } from '../connection-test-view.ts';
import { FormError } from '../form-error.tsx';
import type { Setup } from '../storage-view.ts';
import { storageStrings } from '../strings.en.ts';
import { TestResult } from '../test-result.tsx';
import { TestSteps } from '../test-steps.tsx';
import { CandidateDatabase } from './candidate-database.tsx';
import { CertificateField } from './certificate-field.tsx';
import { CertificateOffer } from './certificate-offer.tsx';
import styles from './connect-form.module.css';
import { ConnectionFields } from './connection-fields.tsx';
import type { ConnectOutcome, ConnectResults } from './outcome.ts';
import { PinnedCertificate } from './pinned-certificate.tsx';

type TestOutcome = Outcome<ConnectResults, 'test'>;

const FORM_ID = 'connect-form';

interface Props {
  setup: Setup;
  requestIds: { test: string; connect: string };
  outcome: ConnectOutcome | undefined;
}

/** The address, the test, and how it went; a database that passed can be taken into use. */
export function ConnectForm({ setup, requestIds, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<TestOutcome>({ key: 'test' });
  const result = fetcher.data ?? outcomeOf(outcome, 'test');
  const isTesting = fetcher.state !== 'idle' && fetcher.formData !== undefined;
  const test = result?.ok ? result.test : null;
  const form = useClearedSecrets(fetcher.data);
  const isKept = fetcher.data?.ok === true && isPinOffered(fetcher.data);
  const pinnedFingerprint = getPinnedFingerprint(result, setup);
  const isReady = setup.candidate !== null && !isTesting && (test?.passed ?? true);
  const ready = useRef<HTMLDivElement>(null);
  const hasPassed = isReady && fetcher.data?.ok === true;
  // The button that was pressed is gone, and what comes next is above it.
  useEffect(() => {
    if (hasPassed) ready.current?.focus();
  }, [hasPassed]);
  return (
    <>
      {isReady && setup.candidate && (
        <div className={styles.ready} ref={ready} tabIndex={-1}>
          {test && <TestResult test={test} />}
          <CandidateDatabase
            candidate={setup.candidate}
            requestId={requestIds.connect}
            outcome={outcome}
          />
        </div>
      )}
      <details
        className={styles.frame}
        open={!isReady || undefined}
        data-ready={isReady || undefined}
      >
        <summary>{t('connect.other')}</summary>
        <fetcher.Form
          id={FORM_ID}
          method="post"
          className={styles.form}
          ref={form}
          autoComplete="off"
        >
          <input type="hidden" name="intent" value="test" />
          <RequestId initialId={requestIds.test} outcome={fetcher.data} />
          <ConnectionFields
            redactedInput={result?.ok ? result.redactedInput : null}
            wasCleared={test?.passed === false && !isKept}
            invalidField={test?.passed === false ? test.field : null}
          />
          <CertificateField
            initialValue={result?.ok ? (result.redactedInput?.ca ?? '') : ''}
            hint={t('connect.ca_hint')}
            isInvalid={test?.field === 'ca'}
          />
          {pinnedFingerprint && (
            <PinnedCertificate key={pinnedFingerprint} fingerprint={pinnedFingerprint} />
          )}
          <Button
            type="submit"
            variant="accent"
            aria-disabled={isTesting}
            className={styles.submit}
          >
            {t(isTesting ? 'connect.testing' : 'connect.test')}
          </Button>
        </fetcher.Form>
      </details>
      <div aria-live="polite" className={styles.result}>
        {isTesting ? (
          <TestSteps steps={PENDING_TEST_STEPS} describe={describeTestStep} isRunning />
        ) : (
          test && !test.passed && <TestResult test={test} />
        )}
        {!isTesting && result && !result.ok && <FormError result={result} />}
      </div>
      {!isTesting && test?.certificate && (
        <CertificateOffer
          key={test.certificate.fingerprint}
          certificate={test.certificate}
          formId={FORM_ID}
          isFormKept={isKept}
        />
      )}
    </>
  );
}

const isPinOffered = (outcome: Extract<TestOutcome, { ok: true }>): boolean =>
  outcome.test.certificate?.canBePinned === true;

/** The certificate that was accepted before: with the test, or with the database in use. */
function getPinnedFingerprint(result: TestOutcome | undefined, setup: Setup): string | null {
  if (!result?.ok) return setup.pinnedFingerprint;
  if (result.test.passed) return setup.candidate?.pinnedFingerprint ?? null;
  return isPinOffered(result) ? null : (result.redactedInput?.pinnedFingerprint ?? null);
}

/**
 * After a test what is secret does not stay on the screen, nor in the page, but for what the server
 * shows again without script. All stays while a certificate is to be accepted: it is tested again as
 * it is.
 */
function useClearedSecrets(outcome: TestOutcome | undefined) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!outcome?.ok || isPinOffered(outcome)) return;
    for (const name of ['url', 'password']) {
      const field = form.current?.elements.namedItem(name);
      if (field instanceof HTMLInputElement)
        field.value = (name === 'url' && outcome.redactedInput?.url) || '';
    }
  }, [outcome]);
  return form;
}
