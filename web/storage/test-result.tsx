import { Banner } from '../components/banner.tsx';
import { storageT } from '../strings/storage.ts';
import type { ConnectionTestView } from './connection-test-view.ts';
import { formatElapsed } from './format-amount.ts';
import styles from './test-result.module.css';
import { TestSteps } from './test-steps.tsx';

const FIELDS = ['url', 'host', 'port', 'user', 'password', 'database', 'ca', 'engine'] as const;

/** How a test went: in a sentence, what to do, and step by step. */
export function TestResult({ test }: { test: ConnectionTestView }) {
  return (
    <div className={styles.result}>
      {test.passed ? (
        <Banner tone="good" role="status" title={storageT('test.passed')}>
          {test.server &&
            storageT('test.passed_text', {
              server: test.server,
              time: formatElapsed(test.latencyMs ?? 0),
            })}
        </Banner>
      ) : (
        <TestFailure test={test} />
      )}
      <TestSteps steps={test.steps} />
      {test.warnings.map((warning) => (
        <Banner key={warning} tone="warn" title={storageT(`test.warning_title.${warning}`)}>
          {storageT(`test.warning.${warning}`)}
        </Banner>
      ))}
    </div>
  );
}

function TestFailure({ test }: { test: ConnectionTestView }) {
  const code = test.code ?? 'OTHER';
  const field = FIELDS.find((each) => each === test.field);
  return (
    <Banner tone="bad" role="alert" title={storageT(`code.${code}`, { field: test.field })}>
      {code !== 'PARAM' && field && field !== 'url' && (
        <>{storageT('connect.field_wrong', { field: storageT(`connect.field.${field}`) })} </>
      )}
      {storageT(`advice.${code}`)}
    </Banner>
  );
}
