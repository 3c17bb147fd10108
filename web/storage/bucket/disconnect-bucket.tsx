import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { Banner } from '../../components/banner.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { outcomeOf } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import type { StorageOutcome } from '../outcome.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './bucket-panel.module.css';

interface Props {
  /** The home region's name, to which files return. */
  region: string;
  /** Whether the files in the bucket can follow. */
  canMoveFiles: boolean;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** Brings files back to the region; asks first. Possible on every plan. */
export function DisconnectBucket({ region, canMoveFiles, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<StorageOutcome>({ key: 'disconnect_bucket' });
  const result = fetcher.data ?? outcomeOf(outcome, 'disconnect_bucket');
  return (
    <Disclosure
      trigger={t('bucket.disconnect')}
      triggerClass={styles.trigger}
      panelClass={styles.confirm}
    >
      <p>
        {t(canMoveFiles ? 'bucket.disconnect_text' : 'bucket.disconnect_text_revoked', { region })}
      </p>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="disconnect_bucket" />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Button type="submit" variant="bad" aria-disabled={fetcher.state !== 'idle'}>
          {t('bucket.disconnect_confirm')}
        </Button>
      </fetcher.Form>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
          {describeProblem(t, result.problem).text}
        </Banner>
      )}
    </Disclosure>
  );
}
