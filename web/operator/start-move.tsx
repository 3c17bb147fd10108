import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { describeFieldProblem } from '../errors/problem-text.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import cardStyles from './move-card.module.css';
import { ReasonFields } from './reason-dialog.tsx';
import { operatorStrings } from './strings.en.ts';

interface Props {
  guildId: string;
  regions: { key: string; name: string }[];
  requestId: string;
  outcome: AnyOutcome | undefined;
}

/** A move that an operator begins: which server, where to, and why. */
export function StartMove({ guildId, regions, requestId, outcome }: Props) {
  const t = useT(operatorStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: 'start' });
  const noScriptOutcome = outcome?.intent === 'start' ? outcome : undefined;
  const result = fetcher.data ?? noScriptOutcome;
  const problem = result && !result.ok ? result.problem : null;
  return (
    <fetcher.Form
      method="post"
      action="/operator/moves"
      className={cardStyles.start}
      id="start"
      noValidate
    >
      <h2 className={styles.heading}>{t('operator.moves.start_title')}</h2>
      <p className={styles.intro}>{t('operator.moves.start_intro')}</p>
      <div className={cardStyles.pair}>
        <TextInput
          name="guildId"
          label={t('operator.moves.start_guild')}
          defaultValue={guildId}
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
          error={describeFieldProblem(t, problem, 'guildId')}
        />
        <NativeSelect
          name="region"
          label={t('operator.moves.start_region')}
          data={regions.map(({ key, name }) => ({ value: key, label: name }))}
          error={describeFieldProblem(t, problem, 'region')}
        />
      </div>
      <ReasonFields
        intent="start"
        fields={{}}
        requestId={requestId}
        outcome={noScriptOutcome}
        fetcherOutcome={fetcher.data}
      />
      <Button type="submit" aria-disabled={fetcher.state !== 'idle'}>
        {t('operator.moves.start')}
      </Button>
    </fetcher.Form>
  );
}
