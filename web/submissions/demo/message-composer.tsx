import { Button, Kbd, Textarea } from '@mantine/core';
import { useFetcher, useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { MESSAGE_MAX_LENGTH } from '../../../domain/messages/message-length.ts';
import { RequestId } from '../../components/request-id.tsx';
import { useDelayed } from '../../components/use-delayed.ts';
import { UnsentNotice } from '../../drafts/unsent-notice.tsx';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { useFieldDraft } from '../../drafts/use-field-draft.ts';
import type { Problem } from '../../errors/problem.ts';
import { describeFieldProblem } from '../../errors/problem-text.ts';
import { useModKey } from '../../keyboard/use-mod-key.ts';
import { isUnsent, type Outcome } from '../../routing/outcome.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { Demo } from './demo-view.ts';
import { toDraftSubject } from './draft-subject.ts';
import styles from './message-composer.module.css';
import type { DemoResults } from './outcome.ts';
import { truncate } from './truncate.ts';

interface Props {
  demo: Demo;
  requestId: string;
  /** Of a form that was posted without script. */
  problem: Problem | null;
}

/** Writes to the artist. What was typed is kept until it has been accepted. */
export function MessageComposer({ demo, requestId, problem }: Props) {
  const t = useT(submissionsStrings);
  const { labelName } = useShell();
  const { pathname, search } = useLocation();
  const mod = useModKey();
  const artist = truncate(demo.artist, 32);
  const fetcher = useFetcher<Outcome<DemoResults, 'message'>>({ key: `message-${demo.number}` });
  const textarea = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const isSending = fetcher.state !== 'idle';
  const isSlow = useDelayed(isSending);
  const { data } = fetcher;
  const draftKey = useDraftKey(toDraftSubject(demo.number), 'body');
  const { unsent, clear } = useFieldDraft(textarea, draftKey);
  const lastOutcome = useRef(data);
  useEffect(() => {
    // An earlier message's, when this demo is opened again.
    if (lastOutcome.current === data) return;
    lastOutcome.current = data;
    if (!data?.ok) return;
    form.current?.reset();
    clear();
  }, [data, clear]);
  const error = describeFieldProblem(t, data && !data.ok ? data.problem : problem, 'body');
  return (
    <fetcher.Form
      ref={form}
      method="post"
      action={pathname + search}
      className={styles.composer}
      data-foot
    >
      <input type="hidden" name="intent" value="message" />
      <RequestId initialId={requestId} outcome={data} unsentId={unsent?.requestId} />
      {unsent && !isSending && (!data || isUnsent(data)) && (
        <div className={styles.unsent}>
          <UnsentNotice problem={data?.problem ?? null} hasText />
        </div>
      )}
      <Textarea
        ref={textarea}
        id="message"
        name="body"
        className={styles.field}
        placeholder={t('act.write', { artist })}
        aria-label={t('act.write_label', { artist })}
        aria-describedby="message-hint"
        maxLength={MESSAGE_MAX_LENGTH}
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
      <Button type="submit" variant="accent" className={styles.send} aria-disabled={isSending}>
        {isSlow ? t('act.sending') : t('act.send')}
      </Button>
      <p id="message-hint" className={styles.hint}>
        {t('act.arrives', { label: labelName })}
        <span className={styles.keys}>
          <Kbd aria-hidden="true">{mod}</Kbd> <Kbd aria-hidden="true">Enter</Kbd>
        </span>
      </p>
    </fetcher.Form>
  );
}
