import { Setting } from '../../shell/settings-page.tsx';
import { useT } from '../../strings/use-t.ts';
import requirementStyles from '../connect/database-requirements.module.css';
import { CopyableCode } from '../copyable-code.tsx';
import { storageStrings } from '../strings.en.ts';
import { createBucketPolicy } from './bucket-policy.ts';

/** What a bucket must be, what the keys must be permitted, and what is kept there. */
export function BucketRequirements({ bucketName }: { bucketName: string }) {
  const t = useT(storageStrings);
  return (
    <section className={requirementStyles.needs} aria-labelledby="needs">
      <h2 id="needs">{t('connect.needs')}</h2>
      <dl>
        <Setting name={t('bucket.needs_bucket')}>{t('bucket.needs_bucket_text')}</Setting>
        <Setting name={t('bucket.needs_encryption')}>{t('bucket.needs_encryption_text')}</Setting>
      </dl>
      <div className={requirementStyles.rights}>
        <h3>{t('bucket.needs_permissions')}</h3>
        <p>{t('bucket.needs_permissions_text')}</p>
        <CopyableCode
          title={t('bucket.policy')}
          copyLabel={t('bucket.policy_copy')}
          code={createBucketPolicy(bucketName)}
        />
      </div>
    </section>
  );
}
