import { Button, Switch } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { RequestId } from '../components/request-id.tsx';
import { problemText } from '../errors/text.ts';
import type { Outcome } from '../routing/outcome.ts';
import settings from '../settings/settings.module.css';
import { useHydrated } from '../times/hydrated.ts';
import look from './parking.module.css';

interface Props {
  parks: boolean;
  parked: number;
  requestId: string;
  outcome: Outcome | undefined;
}

/** Whether demos are taken while the own database is away. A switch acts at once; without script, a button. */
export function Parking({ parks, parked, requestId, outcome }: Props) {
  const t = useT();
  const isHydrated = useHydrated();
  const [search] = useSearchParams();
  const fetcher = useFetcher<Outcome>({ key: 'parking' });
  const asked = fetcher.formData ? fetcher.formData.get('parks') === 'on' : parks;
  const result = fetcher.data ?? (outcome?.intent === 'parking' ? outcome : undefined);
  const isSaved = !isHydrated && search.get('did') === 'parking';
  return (
    <section className={settings.note} aria-labelledby="parking">
      <h2 id="parking">{storageT('parking.title')}</h2>
      <fetcher.Form
        method="post"
        className={look.form}
        onChange={(event) => fetcher.submit(event.currentTarget)}
      >
        <input type="hidden" name="intent" value="parking" />
        <RequestId minted={requestId} outcome={fetcher.data} />
        <Switch
          key={String(parks)}
          name="parks"
          defaultChecked={asked}
          label={storageT('parking.label')}
          description={storageT(asked ? 'parking.text' : 'parking.off')}
          error={result && !result.ok ? problemText(t, result.problem).text : undefined}
        />
        {!isHydrated && (
          <Button type="submit">{storageT(isSaved ? 'parking.saved' : 'parking.save')}</Button>
        )}
      </fetcher.Form>
      <p className={look.count} data-some={parked > 0 || undefined}>
        {parked > 0 ? storageT('parking.count', { count: parked }) : storageT('parking.count_none')}
      </p>
    </section>
  );
}
