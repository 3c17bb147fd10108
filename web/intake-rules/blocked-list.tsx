import { Button } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import styles from './blocked-list.module.css';
import type { BlockedView } from './rules-view.ts';
import { rulesStrings } from './strings.en.ts';

interface Props extends BlockedView {
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** Who is blocked, by whom and why; each can be unblocked. */
export function BlockedList({ people, moreCount, requestId, outcome }: Props) {
  const t = useT(rulesStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: 'unblock' });
  const result = fetcher.data ?? outcomeOf(outcome, 'unblock');
  const problem = result && !result.ok ? result.problem : null;
  const unblockedId = fetcher.formData?.get('artistId');
  return (
    <section aria-labelledby="blocked">
      <h2 id="blocked" className={styles.title}>
        {t('rules.blocked')}
      </h2>
      <p className={styles.hint}>{t('rules.blocked_hint')}</p>
      {problem && fetcher.state === 'idle' && (
        <p role="alert" className={styles.problem}>
          {describeProblem(t, problem).text}
        </p>
      )}
      {people.length > 0 && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="unblock" />
          <RequestId initialId={requestId} outcome={fetcher.data} />
          <ul className={styles.people}>
            {people.map(({ artistId, artistName, blockedBy, reason, blockedAt }) => (
              <li key={artistId} className={styles.person}>
                <div className={styles.text}>
                  <bdi className={styles.name} title={artistId}>
                    {artistName}
                  </bdi>
                  <p className={styles.hint}>
                    <TimeSentence at={blockedAt}>
                      {(time) => t('rules.blocked_by', { name: blockedBy, time })}
                    </TimeSentence>
                  </p>
                  {reason && (
                    <p className={styles.reason} dir="auto">
                      {reason}
                    </p>
                  )}
                </div>
                <Button
                  type="submit"
                  name="artistId"
                  value={artistId}
                  aria-label={t('rules.unblock_name', { name: artistName })}
                  aria-disabled={unblockedId === artistId}
                >
                  {t('rules.unblock')}
                </Button>
              </li>
            ))}
          </ul>
        </fetcher.Form>
      )}
      {moreCount > 0 && (
        <p className={styles.hint}>{t('rules.blocked_more', { count: moreCount })}</p>
      )}
    </section>
  );
}
