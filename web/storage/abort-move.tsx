import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './move-panel.module.css';
import type { Move } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  move: Move;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** Stops a move; possible until the switch. */
export function AbortMove({ move, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<StorageOutcome>({ key: 'abort' });
  const result = fetcher.data ?? outcomeOf(outcome, 'abort');
  return (
    <fetcher.Form method="post" className={styles.abort}>
      <input type="hidden" name="intent" value="abort" />
      <input type="hidden" name="moveId" value={move.id} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <Button type="submit" variant="bad" aria-disabled={fetcher.state !== 'idle'}>
        {t('storage.move.abort')}
      </Button>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
          {describeProblem(t, result.problem).text}
        </Banner>
      )}
    </fetcher.Form>
  );
}
