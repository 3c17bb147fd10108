import { Button } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { ChannelPicker } from '../components/channel-picker.tsx';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import type { GuildChoices } from '../context.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './routing.module.css';
import type { RoutingView } from './routing-view.ts';
import { routingStrings } from './strings.en.ts';

/** What the page's form gets back. */
export interface RoutingResults {
  routing: object;
}

interface Props {
  routing: RoutingView;
  channels: GuildChoices['channels'];
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** Where decided demos are posted. */
export function RoutingSettings({ routing, channels, requestId, outcome }: Props) {
  const t = useT(routingStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'routing' });
  const result = fetcher.data ?? outcomeOf(outcome, 'routing');
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved = isIdle && !isChanged && (result ? result.ok : search.get('did') === 'routing');
  const problem = isIdle && result && !result.ok ? result.problem : null;
  return (
    <SettingsPage title={t('routing.title')} intro={t('routing.intro')}>
      <fetcher.Form
        method="post"
        className={styles.form}
        // What somebody else has changed meanwhile is shown.
        key={routing.revision}
        onChange={() => setChanged(true)}
        onSubmit={() => setChanged(false)}
      >
        <input type="hidden" name="intent" value="routing" />
        <input type="hidden" name="revision" value={routing.revision} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        {(['approved', 'rejected'] as const).map((name) => (
          <ChannelPicker
            key={name}
            name={`${name}ChannelId`}
            label={t(`routing.${name}`)}
            description={t(`routing.${name}_hint`)}
            channels={channels}
            value={routing[`${name}ChannelId`]}
            noneLabel={t('routing.none')}
            error={describeFieldProblem(t, problem, `${name}ChannelId`)}
          />
        ))}
        <div className={styles.end}>
          <Button
            type="submit"
            variant="accent"
            aria-disabled={!isIdle}
            leftSection={isSaved ? <IconCheck size={16} /> : undefined}
          >
            {t(isSaved ? 'app.saved' : 'app.save')}
          </Button>
          {problem && problem.fields.length === 0 && (
            <p role="alert" className={styles.problem}>
              {Object.values(describeProblem(t, problem)).join('. ')}
            </p>
          )}
        </div>
      </fetcher.Form>
    </SettingsPage>
  );
}
