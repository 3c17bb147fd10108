import { Button, Switch } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './switch-form.module.css';

interface Props {
  /** What the page's action is told to do. */
  intent: string;
  /** Of the field, which is sent as `yes` or not at all. */
  name: string;
  label: string;
  description: string;
  isOn: boolean;
  /** Of the settings' section that the page shows. */
  revision: number;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** A setting that is on or off. */
export function SwitchForm({ intent, isOn, revision, requestId, outcome, ...field }: Props) {
  const t = useT();
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: intent });
  const result = fetcher.data ?? outcomeOf(outcome, intent);
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved = isIdle && !isChanged && (result ? result.ok : search.get('did') === intent);
  return (
    <fetcher.Form method="post" className={styles.form} onSubmit={() => setChanged(false)}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="revision" value={revision} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <Switch
        {...field}
        value="yes"
        // What somebody else has changed meanwhile is shown.
        key={revision}
        defaultChecked={isOn}
        onChange={() => setChanged(true)}
        error={isIdle && result && !result.ok ? describeProblem(t, result.problem).text : null}
      />
      <Button
        type="submit"
        aria-disabled={!isIdle}
        leftSection={isSaved ? <IconCheck size={16} /> : undefined}
      >
        {t(isSaved ? 'app.saved' : 'app.save')}
      </Button>
    </fetcher.Form>
  );
}
