import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { Banner } from '../../components/banner.tsx';
import { IconCheck } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { outcomeOf } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import { EstimateFacts } from '../estimate-facts.tsx';
import type { Setup } from '../storage-view.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './candidate-database.module.css';
import { Fingerprint } from './fingerprint.tsx';
import type { ConnectOutcome } from './outcome.ts';

interface Props {
  candidate: NonNullable<Setup['candidate']>;
  requestId: string;
  outcome: ConnectOutcome | undefined;
}

/** The database that passed its test: what comes next, and what it takes. */
export function CandidateDatabase({ candidate, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const { effect, estimate, server, pinnedFingerprint } = candidate;
  const fetcher = useFetcher<ConnectOutcome>({ key: 'connect' });
  const result = fetcher.data ?? outcomeOf(outcome, 'connect');
  const rows = estimate?.rows ?? 0;
  return (
    <section className={styles.candidate} aria-labelledby="candidate">
      <h2 id="candidate" className={styles.title}>
        <IconCheck size={18} stroke={2.5} aria-hidden="true" />
        {t('connect.ready', { server })}
      </h2>
      <p className={styles.text}>{t(`connect.ready_${effect}`)}</p>
      {pinnedFingerprint && (
        <p className={styles.text}>
          {t('connect.pinned_ready')} <Fingerprint value={pinnedFingerprint} />
        </p>
      )}
      {effect === 'move' && estimate && <EstimateFacts estimate={estimate} />}
      {effect === 'move' && <p className={styles.text}>{t('storage.estimate.promise')}</p>}
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="connect" />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Button type="submit" variant="accent" aria-disabled={fetcher.state !== 'idle'}>
          {effect === 'rotate'
            ? t('connect.rotate')
            : rows > 0
              ? t('connect.connect', { count: rows })
              : t('connect.connect_none')}
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
