import { Banner } from '../components/banner.tsx';
import { useT } from '../strings/use-t.ts';
import { formatElapsed } from '../times/format-duration.ts';
import { type ConnectionTestView, describeTestStep } from './connection-test-view.ts';
import { storageStrings } from './strings.en.ts';
import styles from './test-result.module.css';
import { TestSteps } from './test-steps.tsx';

const FIELDS = ['url', 'host', 'port', 'user', 'password', 'database', 'ca', 'engine'] as const;

/** How a test went: in a sentence, what to do, and step by step. */
export function TestResult({ test }: { test: ConnectionTestView }) {
  const t = useT(storageStrings);
  return (
    <div className={styles.result}>
      {test.passed ? (
        <Banner tone="good" role="status" title={t('storage.test.passed')}>
          {test.server &&
            t('storage.test.passed_text', {
              server: test.server,
              time: formatElapsed(t, test.latencyMs ?? 0),
            })}
        </Banner>
      ) : (
        <TestFailure test={test} />
      )}
      <TestSteps steps={test.steps} describe={describeTestStep} />
      {test.ignoredParameters.length > 0 && (
        <p className={styles.ignored}>
          {t('storage.test.ignored', { names: test.ignoredParameters.join(', ') })}
        </p>
      )}
      {test.warnings.map((warning) => (
        <Banner key={warning} tone="warn" title={t(`storage.test.warning_title.${warning}`)}>
          {t(`storage.test.warning.${warning}`)}
        </Banner>
      ))}
    </div>
  );
}

/** Which hosts a certificate is for: foreign text. */
function IssuedFor({ names }: { names: readonly string[] }) {
  const t = useT(storageStrings);
  return (
    <p>
      {names.length > 0
        ? t('storage.certificate.issued_for', { names: names.join(', ') })
        : t('storage.certificate.issued_for_none')}
    </p>
  );
}

function TestFailure({ test }: { test: ConnectionTestView }) {
  const t = useT(storageStrings);
  const code = test.code ?? 'OTHER';
  const field = test.areParametersRefused ? null : FIELDS.find((each) => each === test.field);
  return (
    <Banner tone="bad" role="alert" title={t(`storage.code.${code}`, { field: test.field ?? '?' })}>
      {field && field !== 'url' && (
        <>{t('connect.field_wrong', { field: t(`connect.field.${field}`) })} </>
      )}
      {code === 'CERTIFICATE_NAME' && test.certificate && (
        <IssuedFor names={test.certificate.names} />
      )}
      {t(`storage.advice.${code === 'URL' && field === 'password' ? 'PASSWORD' : code}`)}
    </Banner>
  );
}
