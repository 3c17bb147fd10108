import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { operatorT } from '../catalogues/operator.ts';
import { useT } from '../catalogues/use-t.ts';
import { fieldText } from '../errors/text.ts';
import type { Outcome } from '../routing/outcome.ts';
import { ReasonFields } from './ask.tsx';
import look from './console.module.css';
import card from './move-card.module.css';

interface Props {
  guildId: string;
  regions: { key: string; name: string }[];
  requestId: string;
  outcome: Outcome | undefined;
}

/** A move that an operator begins: which server, where to, and why. */
export function StartMove({ guildId, regions, requestId, outcome }: Props) {
  const t = useT();
  const fetcher = useFetcher<Outcome>({ key: 'start' });
  const posted = outcome?.intent === 'start' ? outcome : undefined;
  const result = fetcher.data ?? posted;
  const problem = result && !result.ok ? result.problem : null;
  return (
    <fetcher.Form
      method="post"
      action="/operator/moves"
      className={card.start}
      id="start"
      noValidate
    >
      <h2 className={look.heading}>{operatorT('moves.start_title')}</h2>
      <p className={look.intro}>{operatorT('moves.start_intro')}</p>
      <div className={card.pair}>
        <TextInput
          name="guildId"
          label={operatorT('moves.start_guild')}
          defaultValue={guildId}
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
          error={fieldText(t, problem, 'guildId')}
        />
        <NativeSelect
          name="region"
          label={operatorT('moves.start_region')}
          data={regions.map(({ key, name }) => ({ value: key, label: name }))}
          error={fieldText(t, problem, 'region')}
        />
      </div>
      <ReasonFields
        intent="start"
        fields={{}}
        requestId={requestId}
        outcome={posted}
        fetched={fetcher.data}
      />
      <Button type="submit" aria-disabled={fetcher.state !== 'idle'}>
        {operatorT('moves.start')}
      </Button>
    </fetcher.Form>
  );
}
