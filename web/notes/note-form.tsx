import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useFetcher, useLocation } from '@remix-run/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { NOTE_MAX_LENGTH } from '../../domain/notes/note-length.ts';
import { RequestId } from '../components/request-id.tsx';
import { UnsentNotice } from '../drafts/unsent-notice.tsx';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import type { Problem } from '../errors/problem.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, isUnsent } from '../routing/outcome.ts';
import type { LocalizedTranslate } from '../strings/translator.ts';
import { useT } from '../strings/use-t.ts';
import styles from './notes.module.css';
import { PinButton } from './pin-button.tsx';
import { notesStrings } from './strings.en.ts';

interface Props {
  number: number;
  /** What a note can be pinned to: files by id, and the demo's link with an empty one. */
  targets: readonly { fileId: string; name: string }[];
  /** Of the forms' drafts. */
  draftSubject: string;
  requestId: string;
}

/** Writes a note. What was typed is kept until it has been accepted. */
export function NoteForm({ number, targets, draftSubject, requestId }: Props) {
  const t = useT(notesStrings);
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<AnyOutcome>({ key: `note-${number}` });
  const { data } = fetcher;
  const isSending = fetcher.state !== 'idle';
  const form = useRef<HTMLFormElement>(null);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const position = useRef<HTMLInputElement>(null);
  const target = useRef<HTMLSelectElement>(null);
  const { unsent, clear } = useFieldDraft(textarea, useDraftKey(draftSubject, 'note'));
  const lastOutcome = useRef(data);
  useEffect(() => {
    // An earlier note's, when this demo is opened again.
    if (lastOutcome.current === data) return;
    lastOutcome.current = data;
    if (!data?.ok) return;
    form.current?.reset();
    clear();
  }, [data, clear]);
  const pin = (fileId: string, at: string) => {
    if (position.current) position.current.value = at;
    if (target.current) target.current.value = fileId;
    textarea.current?.focus();
  };
  const unsentOutcome = isUnsent(data) ? data : null;
  const problem = data && !data.ok && !unsentOutcome ? data.problem : null;
  const [noteError, positionError] = describeErrors(t, problem);
  return (
    <fetcher.Form ref={form} method="post" action={pathname + search} className={styles.form}>
      <input type="hidden" name="intent" value="note" />
      <RequestId initialId={requestId} outcome={data} unsentId={unsent?.requestId} />
      {unsent && !isSending && (!data || unsentOutcome) && (
        <UnsentNotice problem={unsentOutcome?.problem ?? null} hasText />
      )}
      <Textarea
        ref={textarea}
        id="note"
        name="note"
        placeholder={t('notes.write')}
        aria-label={t('notes.write')}
        aria-describedby="note-hint"
        className={styles.field}
        maxLength={NOTE_MAX_LENGTH}
        required
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        error={noteError}
        readOnly={isSending}
        onKeyDown={(event) => submitByKey(event, !isSending)}
      />
      <div className={styles.tools}>
        {targets.length > 0 && (
          <div className={styles.pin}>
            <TextInput
              ref={position}
              name="position"
              size="xs"
              className={styles.at}
              placeholder="0:00"
              aria-label={t('notes.at_label')}
              leftSection={t('notes.at')}
              inputMode="text"
              autoComplete="off"
              maxLength={8}
              error={positionError}
              readOnly={isSending}
            />
            {targets.length > 1 ? (
              <NativeSelect
                ref={target}
                name="fileId"
                size="xs"
                className={styles.of}
                aria-label={t('notes.of_label')}
                data={targets.map(({ fileId, name }) => ({ value: fileId, label: name }))}
              />
            ) : (
              <input type="hidden" name="fileId" value={targets[0]?.fileId} />
            )}
            <PinButton number={number} onPin={pin} />
          </div>
        )}
        <Button type="submit" variant="default" size="xs" aria-disabled={isSending}>
          {t('notes.send')}
        </Button>
      </div>
      <p id="note-hint" className={styles.hint}>
        {t('notes.hint')}
      </p>
    </fetcher.Form>
  );
}

function submitByKey(event: KeyboardEvent<HTMLTextAreaElement>, isIdle: boolean): void {
  if (event.key === 'Escape') event.currentTarget.blur();
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (isIdle) event.currentTarget.form?.requestSubmit();
}

/** What is wrong with the text, and with the position. */
function describeErrors(
  t: LocalizedTranslate<typeof notesStrings>,
  problem: Problem | null,
): [note: string | null, position: string | null] {
  // The operation's name of the field; the page has another one, which is a message.
  const fields = problem?.fields.map((each) =>
    each.field === 'body' ? { ...each, field: 'note' } : each,
  );
  const describe = (...names: string[]) =>
    names
      .map((name) => describeFieldProblem(t, problem && { ...problem, fields: fields ?? [] }, name))
      .find(Boolean) ?? null;
  const position = describe('position', 'positionMs', 'fileId');
  const note = describe('note');
  return [note ?? (problem && !position ? describeProblem(t, problem).text : null), position];
}
