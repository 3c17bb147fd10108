import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { Banner } from '../components/banner.tsx';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { problemText } from '../errors/text.ts';
import { count } from '../presenters/amount.ts';
import type { Setup } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { EstimateFacts } from '../storage/estimate-facts.tsx';
import look from './candidate.module.css';

interface Props {
  candidate: NonNullable<Setup['candidate']>;
  requestId: string;
  outcome: Outcome | undefined;
}

/** The database that passed its test: what comes next, and what it takes. */
export function Candidate({ candidate, requestId, outcome }: Props) {
  const t = useT();
  const { effect, estimate, server } = candidate;
  const fetcher = useFetcher<Outcome>({ key: 'connect' });
  const result = fetcher.data ?? (outcome?.intent === 'connect' ? outcome : undefined);
  const rows = estimate?.rows ?? 0;
  return (
    <section className={look.candidate} aria-labelledby="candidate">
      <h2 id="candidate" className={look.title}>
        <IconCheck size={18} stroke={2.5} aria-hidden="true" />
        {storageT('connect.ready', { server })}
      </h2>
      <p className={look.text}>{storageT(`connect.ready_${effect}`)}</p>
      {effect === 'move' && estimate && <EstimateFacts estimate={estimate} />}
      {effect === 'move' && <p className={look.text}>{storageT('estimate.promise')}</p>}
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="connect" />
        <RequestId minted={requestId} outcome={fetcher.data} />
        <Button type="submit" variant="accent" aria-disabled={fetcher.state !== 'idle'}>
          {effect === 'rotate'
            ? storageT('connect.rotate')
            : rows > 0
              ? storageT('connect.connect', { count: rows, shown: count(rows) })
              : storageT('connect.connect_none')}
        </Button>
      </fetcher.Form>
      {result && !result.ok && (
        <Banner tone="bad" role="alert" title={problemText(t, result.problem).title}>
          {problemText(t, result.problem).text}
        </Banner>
      )}
    </section>
  );
}
