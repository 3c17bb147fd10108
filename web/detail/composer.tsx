import { Button, Kbd, Textarea } from '@mantine/core';
import { useFetcher, useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { RequestId } from '../components/request-id.tsx';
import { useLate } from '../components/use-late.ts';
import type { Problem } from '../errors/problem.ts';
import { fieldText } from '../errors/text.ts';
import { useModKey } from '../keyboard/use-mod-key.ts';
import type { Demo } from '../presenters/demo.ts';
import { short } from '../presenters/short.ts';
import type { Outcome } from '../routing/outcome.ts';
import { useShell } from '../shell/shell-context.ts';
import look from './composer.module.css';

const BODY_LIMIT = 2_000;

interface Props {
  demo: Demo;
  requestId: string;
  /** Of a form that was posted without script. */
  problem: Problem | null;
}

/** Writes to the artist. What was typed stays until it has been accepted. */
export function Composer({ demo, requestId, problem }: Props) {
  const t = useT();
  const { labelName } = useShell();
  const { pathname, search } = useLocation();
  const mod = useModKey();
  const artist = short(demo.artist, 32);
  const fetcher = useFetcher<Outcome>({ key: `message-${demo.number}` });
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const isSending = fetcher.state !== 'idle';
  const isLate = useLate(isSending);
  const { data } = fetcher;
  useEffect(() => {
    if (data?.ok) form.current?.reset();
  }, [data]);
  const error = fieldText(t, data && !data.ok ? data.problem : problem, 'body');
  return (
    <fetcher.Form ref={form} method="post" action={pathname + search} className={look.composer}>
      <input type="hidden" name="intent" value="message" />
      <RequestId minted={requestId} outcome={data} />
      <Textarea
        ref={field}
        id="message"
        name="body"
        className={look.field}
        placeholder={t('act.write', { artist })}
        aria-label={t('act.write_label', { artist })}
        aria-describedby="message-hint"
        maxLength={BODY_LIMIT}
        required
        autosize
        rows={1}
        minRows={1}
        maxRows={8}
        dir="auto"
        error={error}
        readOnly={isSending}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (!isSending) form.current?.requestSubmit();
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Button type="submit" variant="accent" className={look.send} aria-disabled={isSending}>
        {isLate ? t('act.sending') : t('act.send')}
      </Button>
      <p id="message-hint" className={look.hint}>
        {t('act.arrives', { label: labelName })}
        <span className={look.keys}>
          <Kbd aria-hidden="true">{mod}</Kbd> <Kbd aria-hidden="true">Enter</Kbd>
        </span>
      </p>
    </fetcher.Form>
  );
}
