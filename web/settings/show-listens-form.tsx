import { Button, Switch } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './show-listens-form.module.css';
import { settingsStrings } from './strings.en.ts';

interface Props {
  isShown: boolean;
  /** Of the settings' section that the page shows. */
  revision: number;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** Whether artists see that their demo was listened to. */
export function ShowListensForm({ isShown, revision, requestId, outcome }: Props) {
  const t = useT(settingsStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'show_listens' });
  const result = fetcher.data ?? outcomeOf(outcome, 'show_listens');
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved =
    isIdle && !isChanged && (result ? result.ok : search.get('did') === 'show_listens');
  return (
    <fetcher.Form method="post" className={styles.form} onSubmit={() => setChanged(false)}>
      <input type="hidden" name="intent" value="show_listens" />
      <input type="hidden" name="revision" value={revision} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <Switch
        name="isShownToArtists"
        value="yes"
        // What somebody else has changed meanwhile is shown.
        key={revision}
        defaultChecked={isShown}
        onChange={() => setChanged(true)}
        label={t('settings.listens')}
        description={t('settings.listens_hint')}
        error={isIdle && result && !result.ok ? describeProblem(t, result.problem).text : null}
      />
      <Button
        type="submit"
        aria-disabled={!isIdle}
        leftSection={isSaved ? <IconCheck size={16} /> : undefined}
      >
        {t(isSaved ? 'settings.saved' : 'settings.save')}
      </Button>
    </fetcher.Form>
  );
}
