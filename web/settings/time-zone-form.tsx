import { Button, NativeSelect } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useRef, useState } from 'react';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import styles from '../shell/settings.module.css';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import { settingsStrings } from './strings.en.ts';
import type { TimeZoneView } from './time-zone-view.ts';

interface Props {
  timeZone: TimeZoneView;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** In which zone the label's hours are; the browser's own is one press away. */
export function TimeZoneForm({
  timeZone: { current, groups, revision },
  requestId,
  outcome,
}: Props) {
  const t = useT(settingsStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'time_zone' });
  const result = fetcher.data ?? outcomeOf(outcome, 'time_zone');
  const select = useRef<HTMLSelectElement>(null);
  const [chosen, setChosen] = useState(current);
  const isIdle = fetcher.state === 'idle';
  const isSaved =
    isIdle && chosen === current && (result ? result.ok : search.get('did') === 'time_zone');
  const browserZone = useBrowserZone(groups);
  return (
    <fetcher.Form method="post" className={styles.form}>
      <input type="hidden" name="intent" value="time_zone" />
      <input type="hidden" name="revision" value={revision} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <NativeSelect
        ref={select}
        // What somebody else has changed meanwhile is shown.
        key={revision}
        className={styles.field}
        name="timeZone"
        label={t('settings.time_zone')}
        description={t('settings.time_zone_hint')}
        defaultValue={current}
        onChange={(event) => setChosen(event.currentTarget.value)}
        error={isIdle && result && !result.ok ? describeProblem(t, result.problem).text : null}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        data={groups}
      />
      <Button
        type="submit"
        variant="accent"
        aria-disabled={!isIdle}
        leftSection={isSaved ? <IconCheck size={16} /> : undefined}
      >
        {t(isSaved ? 'app.saved' : 'app.save')}
      </Button>
      {browserZone && browserZone !== chosen && (
        <p className={styles.unsent}>
          {t('settings.time_zone_browser', { zone: browserZone.replaceAll('_', ' ') })}{' '}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              if (select.current) select.current.value = browserZone;
              setChosen(browserZone);
            }}
          >
            {t('settings.time_zone_use')}
          </Button>
        </p>
      )}
    </fetcher.Form>
  );
}

/** The zone of this device, if it can be chosen; null on the server. */
function useBrowserZone(groups: TimeZoneView['groups']): string | null {
  const isHydrated = useHydrated();
  if (!isHydrated) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return groups.some(({ items }) => items.some(({ value }) => value === timeZone))
    ? timeZone
    : null;
}
