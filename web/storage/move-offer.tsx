import { Button, Skeleton } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { EstimateFacts } from './estimate-facts.tsx';
import styles from './move-offer.module.css';
import type { Estimate } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import type { Region } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  region: Region;
  /** Null: it cannot be counted now. */
  estimate: Estimate | null;
  isCounting: boolean;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** What a move takes and promises, and the button that begins it. */
export function MoveOffer({ region, estimate, isCounting, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<StorageOutcome>({ key: 'move' });
  const result = fetcher.data ?? outcomeOf(outcome, 'move');
  return (
    <section className={styles.offer} aria-labelledby="offer">
      <h3 id="offer" className={styles.title}>
        {t('storage.estimate.title', { place: region.name })}
      </h3>
      <div aria-live="polite" aria-busy={isCounting}>
        {isCounting ? (
          <Skeleton height={44} aria-label={t('storage.estimate.loading')} />
        ) : estimate ? (
          <EstimateFacts estimate={estimate} />
        ) : (
          <p className={styles.text}>{t('storage.estimate.unknown')}</p>
        )}
      </div>
      <p className={styles.text}>{t('storage.estimate.promise')}</p>
      <fetcher.Form method="post" className={styles.actions}>
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="region" value={region.key} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Button type="submit" variant="accent" aria-disabled={fetcher.state !== 'idle'}>
          {estimate?.rows
            ? t('storage.estimate.act', { count: estimate.rows })
            : t('storage.estimate.act_none')}
        </Button>
        <Button component={Link} to="?" variant="ghost" replace preventScrollReset>
          {t('storage.regions.cancel')}
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
