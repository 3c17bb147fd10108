import { Banner } from '../../components/banner.tsx';
import { useT } from '../../strings/use-t.ts';
import { storageStrings } from '../strings.en.ts';
import styles from '../test-result.module.css';
import { TestSteps } from '../test-steps.tsx';
import { type BucketTestView, describeBucketStep } from './bucket-test-view.ts';

/** How a test went: in a sentence, what to do, and step by step. */
export function BucketTestResult({ test }: { test: BucketTestView }) {
  const t = useT(storageStrings);
  const { code, field } = test;
  return (
    <div className={styles.result}>
      {code === null ? (
        <Banner tone="good" role="status" title={t('storage.test.passed')}>
          {t('bucket.test.passed_text')}
        </Banner>
      ) : (
        <Banner
          tone="bad"
          role="alert"
          title={t(`bucket.code.${code}`, { field: field ? t(`bucket.field.${field}`) : '' })}
        >
          {t(`bucket.advice.${code}`)}
        </Banner>
      )}
      {test.wasTried && <TestSteps steps={test.steps} describe={describeBucketStep} />}
    </div>
  );
}
