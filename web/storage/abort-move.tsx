import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { Banner } from '../components/banner.tsx';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import type { Move } from '../presenters/move.ts';
import type { Outcome } from '../routing/outcome.ts';
import styles from './move-panel.module.css';

interface Props {
  move: Move;
  requestId: string;
  outcome: Outcome | undefined;
}

/** The way out of a move, up to the switch. */
export function AbortMove({ move, requestId, outcome }: Props) {
  const t = useT();
  const fetcher = useFetcher<Outcome>({ key: 'abort' });
  const result = fetcher.data ?? (outcome?.intent === 'abort' ? outcome : undefined);
  return (
    <fetcher.Form method="post" className={styles.abort}>
      <input type="hidden" name="intent" value="abort" />
      <input type="hidden" name="moveId" value={move.id} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <Button type="submit" variant="bad" aria-disabled={fetcher.state !== 'idle'}>
        {storageT('move.abort')}
      </Button>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
          {describeProblem(t, result.problem).text}
        </Banner>
      )}
    </fetcher.Form>
  );
}
