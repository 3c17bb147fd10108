import { Link } from '@remix-run/react';
import { useState } from 'react';
import { IconArrowLeft } from '../../components/icons.ts';
import { outcomeOf } from '../../routing/outcome.ts';
import { SettingsPage } from '../../shell/settings-page.tsx';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import connectStyles from '../connect/connect-page.module.css';
import { storageStrings } from '../strings.en.ts';
import { BucketForm } from './bucket-form.tsx';
import { BucketRequirements } from './bucket-requirements.tsx';
import type { BucketOutcome } from './outcome.ts';

interface Props {
  /** Whether the label already uses a bucket of its own. */
  hasBucket: boolean;
  requestId: string;
  outcome: BucketOutcome | undefined;
}

/** A bucket or its new keys: the form, the test, and what the keys must be permitted. */
export function BucketPage({ hasBucket, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  const result = outcomeOf(outcome, 'connect');
  const [bucketName, setBucketName] = useState(result?.ok ? result.typed.bucket : '');
  return (
    <SettingsPage
      title={t(hasBucket ? 'bucket.title_replace' : 'bucket.title')}
      intro={t(hasBucket ? 'bucket.intro_replace' : 'bucket.intro')}
    >
      <div className={connectStyles.bar}>
        <Link to={`/g/${guildId}/settings/storage#files`} className={connectStyles.back}>
          <IconArrowLeft size={16} stroke={2} aria-hidden="true" />
          {t('connect.back')}
        </Link>
      </div>
      <BucketForm requestId={requestId} outcome={outcome} onBucketNamed={setBucketName} />
      <BucketRequirements bucketName={bucketName} />
    </SettingsPage>
  );
}
