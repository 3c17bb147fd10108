import { useFetcher, useLocation } from '@remix-run/react';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import type { PlayableTrack } from '../player/playable-track.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { NoteForm } from './note-form.tsx';
import { NoteRow } from './note-row.tsx';
import type { NoteView } from './note-view.ts';
import styles from './notes.module.css';
import { notesStrings } from './strings.en.ts';

interface NotesSectionProps {
  /** The demo's. */
  number: number;
  /** Oldest first. */
  notes: readonly NoteView[];
  tracks: readonly PlayableTrack[];
  hasLink: boolean;
  /** Of the forms' drafts. */
  draftSubject: string;
  requestIds: { note: string; removeNote: string };
  headingClass: string;
}

const toFileTrackId = (fileId: string): string => `file:${fileId}`;

/** What the team noted about a demo, and a form for more. */
export function NotesSection(props: NotesSectionProps) {
  const { number, notes, tracks, hasLink, draftSubject, requestIds, headingClass } = props;
  const t = useT(notesStrings);
  const { pathname, search } = useLocation();
  const removing = useFetcher<AnyOutcome>({ key: `remove-note-${number}` });
  const removed = removing.formData?.get('noteId');
  const targets = [
    ...tracks.flatMap(({ id, source }) =>
      source.kind === 'file' ? [{ fileId: id.slice('file:'.length), name: source.name }] : [],
    ),
    ...(hasLink ? [{ fileId: '', name: t('notes.link') }] : []),
  ];
  return (
    <section aria-labelledby="notes">
      <h2 id="notes" className={headingClass}>
        {t('notes.title')}
      </h2>
      {removing.data && !removing.data.ok && (
        <p className={styles.error} role="alert">
          {describeProblem(t, removing.data.problem).text}
        </p>
      )}
      {notes.length > 0 && (
        <removing.Form method="post" action={pathname + search}>
          <input type="hidden" name="intent" value="remove_note" />
          <RequestId initialId={requestIds.removeNote} outcome={removing.data} />
          <ul className={styles.notes}>
            {notes.map((note) => (
              <NoteRow
                key={note.id}
                note={note}
                track={tracks.find(({ id }) => id === toFileTrackId(note.fileId ?? '')) ?? null}
                isRemoving={removed === note.id}
              />
            ))}
          </ul>
        </removing.Form>
      )}
      <NoteForm
        number={number}
        targets={targets}
        draftSubject={draftSubject}
        requestId={requestIds.note}
      />
    </section>
  );
}
