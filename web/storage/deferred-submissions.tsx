import { Button, Switch } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { outcomeOf } from '../routing/outcome.ts';
import settingsStyles from '../shell/settings.module.css';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import styles from './deferred-submissions.module.css';
import type { StorageOutcome } from './outcome.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  isEnabled: boolean;
  deferredCount: number;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/**
 * Whether demos are deferred while the customer database is down. The switch submits at once;
 * without script there is a button.
 */
export function DeferredSubmissions({ isEnabled, deferredCount, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const isHydrated = useHydrated();
  const [search] = useSearchParams();
  const fetcher = useFetcher<StorageOutcome>({ key: 'parking' });
  const isRequested = fetcher.formData ? fetcher.formData.get('parks') === 'on' : isEnabled;
  const result = fetcher.data ?? outcomeOf(outcome, 'parking');
  const isSaved = !isHydrated && search.get('did') === 'parking';
  return (
    <section className={settingsStyles.note} aria-labelledby="parking">
      <h2 id="parking">{t('storage.parking.title')}</h2>
      <fetcher.Form
        method="post"
        className={styles.form}
        onChange={(event) => fetcher.submit(event.currentTarget)}
      >
        <input type="hidden" name="intent" value="parking" />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <Switch
          key={String(isEnabled)}
          name="parks"
          defaultChecked={isRequested}
          label={t('storage.parking.label')}
          description={t(isRequested ? 'storage.parking.text' : 'storage.parking.off')}
          error={result && !result.ok ? describeProblem(t, result.problem).text : undefined}
        />
        {!isHydrated && (
          <Button type="submit">
            {t(isSaved ? 'storage.parking.saved' : 'storage.parking.save')}
          </Button>
        )}
      </fetcher.Form>
      <p className={styles.count} data-some={deferredCount > 0 || undefined}>
        {deferredCount > 0
          ? t('storage.parking.count', { count: deferredCount })
          : t('storage.parking.count_none')}
      </p>
    </section>
  );
}
