import { Button, Skeleton } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { Banner } from '../components/banner.tsx';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { formatCount } from '../presenters/format-amount.ts';
import type { Estimate } from '../presenters/move.ts';
import type { Region } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { EstimateFacts } from './estimate-facts.tsx';
import styles from './move-offer.module.css';

interface Props {
  region: Region;
  /** Null: it cannot be counted now. */
  estimate: Estimate | null;
  isCounting: boolean;
  requestId: string;
  outcome: Outcome | undefined;
}

/** What a move takes and promises, and the button that begins it. */
export function MoveOffer({ region, estimate, isCounting, requestId, outcome }: Props) {
  const t = useT();
  const fetcher = useFetcher<Outcome>({ key: 'move' });
  const result = fetcher.data ?? (outcome?.intent === 'move' ? outcome : undefined);
  return (
    <section className={styles.offer} aria-labelledby="offer">
      <h3 id="offer" className={styles.title}>
        {storageT('estimate.title', { place: region.name })}
      </h3>
      <div aria-live="polite" aria-busy={isCounting}>
        {isCounting ? (
          <Skeleton height={44} aria-label={storageT('estimate.loading')} />
        ) : estimate ? (
          <EstimateFacts estimate={estimate} />
        ) : (
          <p className={styles.text}>{storageT('estimate.unknown')}</p>
        )}
      </div>
      <p className={styles.text}>{storageT('estimate.promise')}</p>
      <fetcher.Form method="post" className={styles.acts}>
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="region" value={region.key} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Button type="submit" variant="accent" aria-disabled={fetcher.state !== 'idle'}>
          {estimate?.rows
            ? storageT('estimate.act', { count: estimate.rows, shown: formatCount(estimate.rows) })
            : storageT('estimate.act_none')}
        </Button>
        <Button component={Link} to="?" variant="ghost" replace preventScrollReset>
          {storageT('regions.cancel')}
        </Button>
      </fetcher.Form>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={describeProblem(t, result.problem).title}>
          {describeProblem(t, result.problem).text}
        </Banner>
      )}
    </section>
  );
}
