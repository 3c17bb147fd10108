import { Button, Textarea } from '@mantine/core';
import { Form } from '@remix-run/react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { NOTE_MAX_LENGTH } from '../../../domain/notes/note-length.ts';
import { IconX } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { useFieldDraft } from '../../drafts/use-field-draft.ts';
import { PinButton } from '../../notes/pin-button.tsx';
import { usePlayer } from '../../player/player-context.ts';
import { formatPosition } from '../../player/timeline/format-position.ts';
import { useT } from '../../strings/use-t.ts';
import { toDraftSubject } from '../../submissions/index.ts';
import { listenStrings } from '../strings.en.ts';
import styles from './queue-notes.module.css';

interface Pin {
  fileId: string;
  /** As the form has it: `1:23`. */
  position: string;
}

interface Props {
  number: number;
  requestId: string;
  /** @returns whether it was taken */
  onNote: (fields: Record<string, string>) => boolean;
}

/** Writes a note, pinned to the second at which one began to write. */
export function QueueNoteForm({ number, requestId, onNote }: Props) {
  const t = useT(listenStrings);
  const player = usePlayer();
  const textarea = useRef<HTMLTextAreaElement>(null);
  const { clear } = useFieldDraft(textarea, useDraftKey(toDraftSubject(number), 'note'));
  const [pin, setPin] = useState<Pin | null>(null);
  const pinToNow = () => {
    const { track } = player.getState();
    if (pin || textarea.current?.value || track?.source.kind !== 'file') return;
    if (track.demo.number !== number) return;
    const position = formatPosition(player.getPositionMs());
    setPin({ fileId: track.id.slice('file:'.length), position });
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = textarea.current;
    const note = field?.value.trim();
    if (!field || !note) return;
    const fields = { note, ...(pin && { position: pin.position, fileId: pin.fileId }) };
    if (!onNote(fields)) return;
    event.currentTarget.reset();
    clear();
    setPin(null);
    // The page's keys work again.
    field.blur();
  };
  return (
    <Form method="post" action={`?demo=${number}`} className={styles.form} onSubmit={send}>
      <input type="hidden" name="intent" value="note" />
      <input type="hidden" name="number" value={number} />
      <RequestId initialId={requestId} />
      <Textarea
        ref={textarea}
        id="note"
        name="note"
        placeholder={t('listen.note_label')}
        aria-label={t('listen.note_label')}
        aria-describedby="note-hint"
        aria-keyshortcuts="C"
        className={styles.field}
        maxLength={NOTE_MAX_LENGTH}
        required
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        onFocus={pinToNow}
        onKeyDown={handleKey}
      />
      <div className={styles.tools}>
        {pin ? (
          <span className={styles.pin}>
            {t('listen.note_at', { position: pin.position })}
            <button
              type="button"
              className={styles.unpin}
              aria-label={t('listen.note_unpin', { position: pin.position })}
              onClick={() => setPin(null)}
            >
              <IconX size={14} stroke={2} aria-hidden="true" />
            </button>
          </span>
        ) : (
          <PinButton
            number={number}
            onPin={(fileId, position) => {
              setPin({ fileId, position });
              textarea.current?.focus();
            }}
          />
        )}
        <Button type="submit" variant="default" size="xs" className={styles.send}>
          {t('listen.note_send')}
        </Button>
      </div>
      <p id="note-hint" className={styles.hint} data-script-only>
        {t('listen.note_hint')}
      </p>
    </Form>
  );
}

function handleKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Escape') event.currentTarget.blur();
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
