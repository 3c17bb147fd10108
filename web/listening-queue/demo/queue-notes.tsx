import { NoteRow } from '../../notes/note-row.tsx';
import { useT } from '../../strings/use-t.ts';
import type { FocusView } from '../listen-view.ts';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';
import { QueueNoteForm } from './queue-note-form.tsx';
import styles from './queue-notes.module.css';

interface Props {
  focus: FocusView;
  queue: ListeningQueue;
  requestId: string;
}

/** The team's notes on the demo, those that are not sent yet too, and a field for another one. */
export function QueueNotes({ focus: { demo, notes, tracks }, queue, requestId }: Props) {
  const t = useT(listenStrings);
  const waiting = queue.log.pending.filter(
    ({ intent, demo: { number } }) => intent === 'note' && number === demo.number,
  );
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className={styles.heading}>
        {t('listen.notes')}
      </h2>
      {notes.length + waiting.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <NoteRow
              key={note.id}
              // Removed on the demo's page.
              note={{ ...note, canRemove: false }}
              track={tracks.find(({ id }) => id === `file:${note.fileId}`) ?? null}
              isRemoving={false}
            />
          ))}
          {waiting.map(({ requestId: id, fields }) => (
            <li key={id} className={styles.waiting}>
              <p dir="auto">{fields.note}</p>
              <p className={styles.hint}>
                {fields.position && `${t('listen.note_at', { position: fields.position })} · `}
                {t('listen.note_waiting')}
              </p>
            </li>
          ))}
        </ul>
      )}
      <QueueNoteForm
        number={demo.number}
        requestId={requestId}
        onNote={(fields) => queue.act('note', fields)}
      />
    </section>
  );
}
