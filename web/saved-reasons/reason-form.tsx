import { Button, Textarea, TextInput } from '@mantine/core';
import { Link, useFetcher, useNavigate } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { REASON_MAX_LENGTH } from '../../domain/review/reason-length.ts';
import { SAVED_REASON_TITLE_MAX_LENGTH } from '../../domain/saved-reasons/limits.ts';
import { RequestId } from '../components/request-id.tsx';
import { UnsentNotice } from '../drafts/unsent-notice.tsx';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, isUnsent, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './reasons.module.css';
import type { ReasonView } from './reasons-view.ts';
import { reasonsStrings } from './strings.en.ts';

interface Props {
  /** Null: a new one. */
  reason: ReasonView | null;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** Adds a reason, or changes one. What was typed is kept until it was accepted. */
export function ReasonForm({ reason, requestId, outcome }: Props) {
  const t = useT(reasonsStrings);
  const navigate = useNavigate();
  const intent = reason ? 'change_reason' : 'add_reason';
  const key = reason?.id ?? 'new';
  const fetcher = useFetcher<AnyOutcome>({ key: `${intent}-${key}` });
  const { data } = fetcher;
  const isIdle = fetcher.state === 'idle';
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const keepFrom = reason ? 'sending' : 'typing';
  const titleKey = useDraftKey(`saved-reason/${key}`, 'title');
  const textKey = useDraftKey(`saved-reason/${key}`, 'text');
  const { clear: clearTitle } = useFieldDraft(title, titleKey, keepFrom);
  const { unsent, clear: clearText } = useFieldDraft(text, textKey, keepFrom);
  const lastOutcome = useRef(data);
  useEffect(() => {
    // An earlier one's, when the form is opened again.
    if (lastOutcome.current === data) return;
    lastOutcome.current = data;
    if (!data?.ok) return;
    clearTitle();
    clearText();
    if (reason) navigate('?', { replace: true, preventScrollReset: true });
    else form.current?.reset();
  }, [data, reason, navigate, clearTitle, clearText]);
  useEffect(() => {
    if (keepFrom === 'sending') title.current?.focus();
  }, [keepFrom]);
  const result = data ?? outcomeOf(outcome, intent);
  const unsentOutcome = isUnsent(data) ? data : null;
  const problem = isIdle && result && !result.ok && !unsentOutcome ? result.problem : null;
  const [titleError, textError] = ['title', 'text'].map((name) =>
    describeFieldProblem(t, problem, name),
  );
  return (
    <fetcher.Form ref={form} method="post" className={styles.form}>
      <input type="hidden" name="intent" value={intent} />
      <RequestId initialId={requestId} outcome={data} unsentId={unsent?.requestId} />
      {reason && (
        <>
          <input type="hidden" name="reasonId" value={reason.id} />
          <input type="hidden" name="revision" value={reason.revision} />
        </>
      )}
      {unsent && isIdle && (!data || unsentOutcome) && (
        <UnsentNotice problem={unsentOutcome?.problem ?? null} hasText />
      )}
      <TextInput
        ref={title}
        name="title"
        label={t('reasons.name')}
        description={t('reasons.name_hint')}
        placeholder={t('reasons.name_example')}
        defaultValue={reason?.title}
        maxLength={SAVED_REASON_TITLE_MAX_LENGTH}
        required
        withAsterisk={false}
        autoComplete="off"
        dir="auto"
        error={titleError}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <Textarea
        ref={text}
        name="text"
        label={t('reasons.text')}
        description={t('reasons.text_hint')}
        defaultValue={reason?.text}
        maxLength={REASON_MAX_LENGTH}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxRows={10}
        dir="auto"
        error={textError}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <div className={styles.end}>
        <Button type="submit" variant="accent" aria-disabled={!isIdle}>
          {t(reason ? 'app.save' : 'reasons.save_new')}
        </Button>
        {reason && (
          <Button component={Link} to="?" variant="ghost" preventScrollReset>
            {t('reasons.cancel')}
          </Button>
        )}
        {problem && !titleError && !textError && (
          <p role="alert" className={styles.problem}>
            {Object.values(describeProblem(t, problem)).join('. ')}
          </p>
        )}
      </div>
    </fetcher.Form>
  );
}
